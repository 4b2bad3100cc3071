"""One step of the preparation: a command that runs to its end, or is stopped with everything else."""

from __future__ import annotations

from collections.abc import Callable

from ..servers.processes import Child, Command, ServerError


def finish(command: Command, pause: Callable[[], None]) -> None:
    """Run the command; ``pause`` waits a moment and raises when everything must stop."""
    step = Child(command)
    try:
        while step.exit_code is None:
            pause()
    finally:
        step.stop()
    if step.exit_code:
        raise ServerError(f"{step.name} failed.\n{step.log_tail()}".rstrip())

"""``python -m portal.demo``: the newcomer's command; prints where the portal is and who may sign in."""

from __future__ import annotations

import os
import sys

from .servers.processes import ServerError
from .supervisor import guards, options
from .supervisor.supervisor import Supervisor


def main() -> int:
    """Run the demo until it is stopped; 0 when it was asked to, 1 with a sentence when it could not go on."""
    os.umask(0o022)  # PostgreSQL's own user must be able to enter the folders made here
    try:
        chosen = options.from_environment()
        with guards.only_one(chosen.folder):
            guards.port_is_free(chosen.port)
            supervisor = Supervisor(chosen, say)
            supervisor.listen_to_signals()
            supervisor.run()
    except ServerError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def say(sentence: str) -> None:
    """Tell the terminal what happens now."""
    print(sentence, flush=True)


if __name__ == "__main__":
    sys.exit(main())

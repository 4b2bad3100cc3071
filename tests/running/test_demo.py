"""``python -m portal.demo`` as a newcomer meets it: through a terminal, from start to Ctrl-C."""

import os
import pty
import select
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import urllib.request
from contextlib import suppress
from pathlib import Path

import pytest

from portal.demo.servers.processes import free_port

ROOT = Path(__file__).resolve().parents[2]
CTRL_C = b"\x03"
#: Seconds after which something is broken, however busy the machine is.
PATIENCE = 300


class Demo:
    """A demo in a terminal of its own, without a city so that it starts fast."""

    def __init__(self, folder):
        self.folder, self.port, self.told = folder, free_port(), ""
        inherited = {
            n: v for n, v in os.environ.items() if n not in {"DATABASE_URL", "BROKER_URL", "MEDIA_ROOT"}
        }
        environment = inherited | {"DEMO_DIR": str(folder), "PORT": str(self.port), "DEMO_CITY": "0"}
        self.terminal, inside = pty.openpty()
        self.process = subprocess.Popen(
            [sys.executable, "-m", "portal.demo"],
            cwd=ROOT,
            env=environment,
            stdin=inside,
            stdout=inside,
            stderr=inside,
            preexec_fn=lambda: os.login_tty(0),  # noqa: PLW1509  (no threads here)
        )
        os.close(inside)

    def read_until(self, words):
        """Read the terminal until it shows ``words``; what it has shown."""
        until = time.monotonic() + PATIENCE
        while (
            words not in self.told
            and select.select([self.terminal], [], [], max(0, until - time.monotonic()))[0]
        ):
            try:
                said = os.read(self.terminal, 4096)
            except OSError:  # the demo has ended
                break
            self.told += said.decode(errors="replace")
        assert words in self.told, self.told
        return self.told

    def left_behind(self):
        """The command lines of living processes that name this demo's folder."""
        mark, found = str(self.folder).encode(), []
        for process in Path("/proc").glob("[0-9]*"):
            with suppress(OSError):
                words, surroundings = (process / "cmdline").read_bytes(), (process / "environ").read_bytes()
                if words and mark in words + surroundings and int(process.name) != os.getpid():
                    found.append(words)
        return found


@pytest.fixture
def demo_folder():
    """A folder that PostgreSQL's own user may enter, which pytest's are not."""
    folder = Path(tempfile.mkdtemp(prefix="portal-demo-"))
    folder.chmod(0o755)
    yield folder / "city"
    shutil.rmtree(folder)


@pytest.fixture
def demo(demo_folder):
    running = Demo(demo_folder)
    yield running
    running.process.terminate()  # killed, it would leave servers that still write in the folder
    running.process.wait(PATIENCE)
    os.close(running.terminal)


def test_ctrl_c_twice_stops_everything_within_seconds(demo):
    assert f"ready: http://127.0.0.1:{demo.port}/" in demo.read_until("Ctrl-C stops everything")
    with urllib.request.urlopen(f"http://127.0.0.1:{demo.port}/healthz") as answer:
        assert answer.status == 200
    os.write(demo.terminal, CTRL_C)
    demo.read_until("Stopping")
    os.write(demo.terminal, CTRL_C)
    assert demo.process.wait(15) == 0
    assert demo.left_behind() == []


def test_a_process_that_dies_is_named_and_everything_stops(demo):
    demo.read_until("Ctrl-C stops everything")
    children = Path(f"/proc/{demo.process.pid}/task/{demo.process.pid}/children").read_text().split()
    beat = next(pid for pid in children if b"beat" in Path(f"/proc/{pid}/cmdline").read_bytes())
    os.kill(int(beat), signal.SIGKILL)
    assert "beat ended by itself (exit code -9)" in demo.read_until("last words")
    assert demo.process.wait(PATIENCE) == 1
    assert demo.left_behind() == []


def test_a_demo_starts_again_at_once_after_its_supervisor_was_killed(demo, demo_folder):
    demo.read_until("Ctrl-C stops everything")
    demo.process.kill()
    demo.process.wait()
    again = Demo(demo_folder)
    try:
        assert "The portal is ready" in again.read_until("Ctrl-C stops everything")
    finally:
        again.process.terminate()
        again.process.wait(PATIENCE)
        os.close(again.terminal)
    assert again.left_behind() == []

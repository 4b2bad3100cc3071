"""What the supervisor makes sure of, and how it treats its children."""

import os
import signal
import socket
import sys
import time
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread

import pytest

from portal.demo.servers.processes import Child, Command, ServerError, free_port
from portal.demo.supervisor import accounts, guards, logs, messages, options, readiness, static_files, steps

STUBBORN = """
import signal, subprocess, sys, time
signal.signal(signal.SIGTERM, signal.SIG_IGN)
grandchild = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
print(grandchild.pid, flush=True)
time.sleep(600)
"""


@pytest.fixture
def command(tmp_path):
    def make(program):
        words = [sys.executable, "-c", program]
        return Command("trial", words, log=tmp_path / "log", folder=tmp_path, environment=dict(os.environ))

    return make


@pytest.fixture
def another_server():
    class Stranger(BaseHTTPRequestHandler):
        def do_GET(self):
            self.send_response(200)
            self.end_headers()
            self.wfile.write(b'{"status": "ok"}')

        def log_message(self, *words):
            pass

    with HTTPServer(("127.0.0.1", 0), Stranger) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield server.server_address[1]
        server.shutdown()


def wait_for(condition, seconds=60):
    until = time.monotonic() + seconds
    while not condition() and time.monotonic() < until:
        time.sleep(0.02)
    return condition()


def is_alive(pid):
    try:
        return Path(f"/proc/{pid}/stat").read_text().split()[2] != "Z"
    except FileNotFoundError:
        return False


def test_a_second_demo_in_the_same_folder_is_refused(tmp_path):
    second = guards.only_one(tmp_path / "demo")
    with (
        guards.only_one(tmp_path / "demo"),
        pytest.raises(ServerError, match="already; stop it first"),
        second,
    ):
        pass


def test_a_folder_is_free_again_when_its_demo_has_ended(tmp_path):
    with guards.only_one(tmp_path / "demo"):
        pass
    with guards.only_one(tmp_path / "demo") as held:
        assert held is None


def test_a_taken_port_is_told():
    with (
        socket.create_server(("127.0.0.1", 0)) as taken,
        pytest.raises(ServerError, match="set PORT to another"),
    ):
        guards.port_is_free(taken.getsockname()[1])


@pytest.mark.parametrize("told", ["eighty", "0", "65536", "-1"])
def test_a_port_that_is_none_is_told(monkeypatch, told):
    monkeypatch.setenv("PORT", told)
    with pytest.raises(ServerError, match="no port number"):
        options.from_environment()


def test_the_owner_of_a_real_database_is_its_user_unless_told_otherwise(monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgresql://one@db/portal")
    monkeypatch.delenv("DATABASE_OWNER_URL", raising=False)
    assert options.from_environment().database_owner_url == "postgresql://one@db/portal"


def test_the_readiness_probe_is_not_taken_in_by_another_server(another_server):
    with pytest.raises(ServerError, match="Another server answers"):
        readiness.answers(another_server, "nonce")


def test_a_web_that_does_not_listen_yet_is_not_ready():
    assert not readiness.answers(free_port(), "nonce")


def test_a_stubborn_child_is_killed_with_all_its_descendants(command):
    child = Child(command(STUBBORN))
    assert wait_for(child.log_tail)
    grandchild = int(child.log_tail())
    child.stop(grace=0.2)
    assert child.exit_code == -signal.SIGKILL
    assert wait_for(lambda: not is_alive(grandchild))


def test_a_child_listens_to_interrupts_even_where_its_parent_ignores_them(command):
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        child = Child(command("import time; print('up', flush=True); time.sleep(600)"))
        assert wait_for(child.log_tail)
        os.kill(child.pid, signal.SIGINT)
        assert wait_for(lambda: child.exit_code is not None)
    finally:
        signal.signal(signal.SIGINT, before)
        child.stop(grace=0)


def test_children_end_with_a_parent_that_was_killed(command, tmp_path):
    parent = f"""
import os, pathlib, sys, time
from portal.demo.servers.processes import Child, Command
child = Child(Command("child", [sys.executable, "-c", "import time; time.sleep(600)"],
    log=pathlib.Path({str(tmp_path / "child.log")!r}), folder=pathlib.Path("/"), environment=os.environ))
print(child.pid, flush=True)
time.sleep(600)
"""
    words = [sys.executable, "-c", parent]
    environment = dict(os.environ) | {"PYTHONPATH": str(options.ROOT)}
    killed = Child(Command("parent", words, tmp_path / "log", tmp_path, environment))
    assert wait_for(killed.log_tail)
    child = int(killed.log_tail())
    os.kill(killed.pid, signal.SIGKILL)
    assert wait_for(lambda: not is_alive(child))
    killed.stop(grace=0)


def test_the_account_table_counts_chinese_signs_as_two_places_wide():
    told = accounts.table([{"username": "数据专员", "password": "x", "role": "officer"}])
    heading, row = told.splitlines()
    assert heading.index("password") == row.index("x") + len("数据专员")


def test_translations_are_compiled_only_when_they_changed(tmp_path):
    source = tmp_path / "zh_Hans" / "LC_MESSAGES" / "django.po"
    source.parent.mkdir(parents=True)
    source.write_text(
        'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\nmsgid "a"\nmsgstr "甲"\n'
    )
    assert messages.compile_stale(tmp_path) == [source]
    assert messages.compile_stale(tmp_path) == []
    os.utime(source, (time.time() + 5, time.time() + 5))
    assert messages.compile_stale(tmp_path) == [source]


def test_static_files_are_collected_again_when_one_changes(tmp_path):
    style = tmp_path / "portal" / "web" / "static" / "web" / "a.css"
    style.parent.mkdir(parents=True)
    style.write_text("a {}")
    before = static_files.fingerprint(tmp_path)
    assert static_files.fingerprint(tmp_path) == before
    style.write_text("a { color: red }")
    assert static_files.fingerprint(tmp_path) != before


def test_a_log_that_has_grown_large_is_put_aside(tmp_path, monkeypatch):
    monkeypatch.setattr(logs, "LARGEST_BYTES", 3)
    (tmp_path / "web.log").write_text("long")
    (tmp_path / "beat.log").write_text("abc")
    logs.put_large_ones_aside(tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["beat.log", "web.old"]


def test_a_step_that_fails_shows_its_last_words(command):
    with pytest.raises(ServerError, match=r"^trial failed\.\nno room$"):
        steps.finish(command("raise SystemExit('no room')"), lambda: time.sleep(0.02))


def test_a_step_ends_when_everything_must_stop(command, tmp_path):
    def pause():
        if (tmp_path / "log").read_text():
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        steps.finish(command("import os, time; print(os.getpid(), flush=True); time.sleep(600)"), pause)
    assert not is_alive(int((tmp_path / "log").read_text()))

"""Where the embedded PostgreSQL lies and how it starts."""

import os
import shutil
import signal
import stat
from contextlib import closing
from pathlib import Path

import psycopg2
import pytest

from portal.demo.servers import binaries, placement, postgres, roles
from portal.demo.servers.processes import ServerError

as_root = pytest.mark.skipif(
    os.geteuid() != 0, reason="only root must give up its rights to start PostgreSQL"
)


@pytest.fixture
def persistent(tmp_path_factory, monkeypatch):
    folder = Path("/tmp") / f"portal-persistent-{os.getpid()}"
    folder.mkdir(mode=0o755, exist_ok=True)
    monkeypatch.setattr(placement, "_persistent_temporary", lambda: folder)
    yield folder
    shutil.rmtree(folder)


@pytest.fixture
def closed_folder(tmp_path):
    folder = tmp_path / "home"
    folder.mkdir(mode=0o700)
    return folder / "demo"


def test_a_folder_below_a_closed_one_is_not_open(closed_folder):
    closed_folder.mkdir()
    assert not placement.is_open(closed_folder)


@as_root
def test_below_a_closed_folder_cluster_and_programs_go_where_the_server_can_enter(closed_folder, persistent):
    placed = placement.place(closed_folder, binaries.find())
    assert placed.folder.parent == persistent
    assert placement.is_open(placed.installation.root / "bin")
    assert placement.place(closed_folder, binaries.find()) == placed


@as_root
def test_a_persistent_folder_of_somebody_else_is_refused(closed_folder, persistent):
    os.chown(placement.open_folder_for(closed_folder), 1234, 1234)
    with pytest.raises(ServerError, match="belongs to somebody else"):
        placement.place(closed_folder, binaries.find())


@as_root
def test_a_persistent_folder_that_is_a_link_is_refused(closed_folder, persistent, tmp_path):
    expected = placement.open_folder_for(closed_folder)
    expected.rmdir()
    expected.symlink_to(tmp_path)
    with pytest.raises(ServerError, match="belongs to somebody else"):
        placement.open_folder_for(closed_folder)


def test_data_survive_a_stop_in_a_closed_folder(closed_folder, persistent, tmp_path):
    def served(act):
        server = postgres.start(closed_folder, log=tmp_path / "log", options=postgres.FAST_AND_LOSSY)
        try:
            with (
                closing(psycopg2.connect(server.url())) as connection,
                connection,
                connection.cursor() as cursor,
            ):
                return act(cursor)
        finally:
            server.child.stop()

    served(lambda cursor: cursor.execute("CREATE TABLE kept AS SELECT '公共数据' AS words"))
    assert served(lambda cursor: cursor.execute("SELECT words FROM kept") or cursor.fetchone()) == (
        "公共数据",
    )


def test_a_server_ends_at_once_even_while_somebody_is_connected(tmp_path, closed_folder, persistent):
    server = postgres.start(closed_folder, log=tmp_path / "log", options=postgres.FAST_AND_LOSSY)
    with closing(psycopg2.connect(server.url())):
        server.child.stop()
    assert server.child.exit_code == 0
    assert server.child.command.stop_signal == signal.SIGINT


def test_a_cluster_of_another_version_is_refused_and_left_alone(closed_folder, persistent, tmp_path):
    placed = placement.place(closed_folder, binaries.find())
    placed.data.mkdir()
    (placed.data / "PG_VERSION").write_text("9\n")
    with pytest.raises(ServerError, match="was made by PostgreSQL 9"):
        postgres.start(closed_folder, log=tmp_path / "log")
    assert (placed.data / "PG_VERSION").is_file()


def test_the_password_is_readable_by_its_owner_alone(closed_folder, persistent, tmp_path):
    server = postgres.start(closed_folder, log=tmp_path / "log", options=postgres.FAST_AND_LOSSY)
    server.child.stop()
    assert stat.S_IMODE(server.placement.password_file.stat().st_mode) == 0o600


def test_the_running_role_is_no_superuser_and_owns_nothing(closed_folder, persistent, tmp_path):
    server = postgres.start(closed_folder, log=tmp_path / "log", options=postgres.FAST_AND_LOSSY)
    try:
        app_url = roles.make_app_role(roles.make_database(server.url(), "trial"))
        with closing(psycopg2.connect(app_url)) as connection, connection.cursor() as cursor:
            cursor.execute(
                "SELECT rolsuper, rolcreatedb, rolcreaterole FROM pg_roles WHERE rolname = current_user"
            )
            assert cursor.fetchone() == (False, False, False)
    finally:
        server.child.stop()

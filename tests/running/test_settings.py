"""Settings and the environment that they read."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from portal.settings import env
from tests.architecture.sources import PACKAGES

ROOT = Path(__file__).resolve().parents[2]
READ = re.compile(r'env\.(?:text|flag|whole|words|folder)\(\s*"(\w+)"')
SOURCES = sorted((ROOT / "portal" / "settings").glob("*.py"))


def listed() -> set[str]:
    lines = (ROOT / ".env.example").read_text().splitlines()
    return {line.split("=")[0] for line in lines if "=" in line and not line.startswith("#")}


def test_every_setting_that_is_read_stands_in_the_example_file():
    names = {name for source in SOURCES for name in READ.findall(source.read_text())}
    assert len(names) > 10
    assert names <= listed()


def test_the_example_file_names_nothing_that_nobody_reads():
    others = [ROOT / "docker-compose.yml", *(ROOT / "portal" / "demo" / "supervisor").glob("*.py")]
    read = "\n".join(path.read_text() for path in (*SOURCES, *others))
    assert {name for name in listed() if not re.search(rf"\b{name}\b", read)} == set()


def test_the_environment_is_read_in_one_place_alone():
    readers = [
        str(path.relative_to(ROOT))
        for package in PACKAGES
        for path in (ROOT / package).rglob("*.py")
        if re.search(r"os\.(environ\b(?!\.setdefault)|getenv)", path.read_text())
    ]
    allowed = ("portal/settings/env.py", "portal/demo/servers/", "portal/demo/supervisor/")
    assert [reader for reader in readers if not reader.startswith(allowed)] == []


def test_a_secret_can_be_read_from_a_file(tmp_path, monkeypatch):
    (tmp_path / "key").write_text("from a file\n")
    monkeypatch.setenv("SECRET_KEY_FILE", str(tmp_path / "key"))
    assert env.text("SECRET_KEY") == "from a file"


def test_a_password_with_any_sign_survives_the_address():
    database = env.database("postgresql://portal:p%40ss%2Fw%3Ard@db:5433/portal?sslmode=require")
    assert (database["PASSWORD"], database["PORT"]) == ("p@ss/w:rd", "5433")
    assert database["OPTIONS"] == {"sslmode": "require"}


def test_another_kind_of_database_is_refused():
    with pytest.raises(ValueError, match="must start with postgresql://"):
        env.database("mysql://portal@db/portal")


def test_the_deployment_check_finds_nothing_under_production_settings(tmp_path):
    inherited = {name: os.environ[name] for name in ("PATH", "BROKER_URL", "DATABASE_URL")}
    environment = {
        "DJANGO_SETTINGS_MODULE": "portal.settings.prod",
        "SECRET_KEY": os.urandom(40).hex(),
        "STATIC_ROOT": str(tmp_path),
        "ALLOWED_HOSTS": "data.example.cn",
    }
    told = subprocess.run(
        [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "INFO"],
        cwd=ROOT,
        env=inherited | environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert told.returncode == 0, told.stderr

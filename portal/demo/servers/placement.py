"""Where a cluster lies, so that the unprivileged user that PostgreSQL needs can reach it."""

from __future__ import annotations

import hashlib
import os
import shutil
import stat
import tempfile
from dataclasses import dataclass, replace
from pathlib import Path

from .binaries import Installation
from .processes import NOBODY, ServerError, is_root


@dataclass(frozen=True)
class Placement:
    """The folder of a cluster and the programs that serve it."""

    folder: Path
    installation: Installation

    @property
    def data(self) -> Path:
        """The cluster's data folder, owned by the server's user."""
        return self.folder / "data"

    @property
    def password_file(self) -> Path:
        """The owner's password, kept beside the cluster that it opens."""
        return self.folder / "password"


def place(folder: Path, installation: Installation) -> Placement:
    """Use ``folder`` as it is; as root below a closed folder, use a persistent one that stays open."""
    folder.mkdir(parents=True, exist_ok=True)
    if not is_root():
        return Placement(folder, installation)
    folder.chmod(0o755)
    if is_open(folder) and (not installation.movable or is_open(installation.root / "bin")):
        return Placement(folder, installation)
    elsewhere = open_folder_for(folder)
    return Placement(elsewhere, _brought_along(installation, elsewhere))


def is_open(folder: Path) -> bool:
    """True if anybody may enter the folder and every parent of it."""
    return all(step.stat().st_mode & stat.S_IXOTH for step in (folder.resolve(), *folder.resolve().parents))


def open_folder_for(folder: Path) -> Path:
    """A folder under the system's persistent temporary folder, named by a hash of ``folder``."""
    digest = hashlib.sha256(str(folder.resolve()).encode()).hexdigest()[:16]
    found = _persistent_temporary() / f"public-data-portal-{digest}"
    found.mkdir(mode=0o755, exist_ok=True)
    status = found.lstat()
    if not stat.S_ISDIR(status.st_mode) or status.st_uid != os.geteuid():
        raise ServerError(f"{found} belongs to somebody else; remove it or choose another DEMO_DIR.")
    found.chmod(0o755)
    return found


def own_data_folder(data: Path) -> None:
    """Make the empty data folder and give it to the server's user."""
    data.mkdir(mode=0o700)
    if is_root():
        os.chown(data, NOBODY, NOBODY)


def _persistent_temporary() -> Path:
    for candidate in (Path("/var/tmp"), Path(tempfile.gettempdir())):  # noqa: S108  (survives a restart)
        if candidate.is_dir() and os.access(candidate, os.W_OK) and is_open(candidate):
            return candidate
    raise ServerError(
        "As root the demo needs a temporary folder that every user may enter, such as /var/tmp."
    )


def _brought_along(installation: Installation, folder: Path) -> Installation:
    if not installation.movable:
        return installation
    target = folder / f"postgresql-{installation.version}"
    if not target.is_dir():
        unfinished = folder / f"{target.name}.unfinished"
        shutil.rmtree(unfinished, ignore_errors=True)
        shutil.copytree(installation.root, unfinished, symlinks=True)
        for path in [unfinished, *unfinished.rglob("*")]:
            if not path.is_symlink():
                path.chmod(path.stat().st_mode | (0o755 if path.is_dir() else 0o644 | _any_execute(path)))
        unfinished.rename(target)
    return replace(installation, root=target)


def _any_execute(path: Path) -> int:
    return 0o111 if path.stat().st_mode & stat.S_IXUSR else 0

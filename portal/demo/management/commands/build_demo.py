"""Build the demo city, or tell its accounts."""

from __future__ import annotations

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from portal.demo.archives import ArchiveError
from portal.demo.city.build import accounts, build_city


class Command(BaseCommand):
    """``manage.py build_demo [--accounts] [--without-data]``: goes on where it was stopped."""

    help = "Build the demo city through the portal's own services."

    def add_arguments(self, parser: CommandParser) -> None:
        """The options."""
        parser.add_argument("--accounts", action="store_true", help="print the main accounts as JSON")
        parser.add_argument("--without-data", action="store_true", help="entries only, no rows")

    def handle(self, *args: Any, **options: Any) -> None:
        """Do it."""
        if options["accounts"]:
            self.stdout.write(json.dumps(accounts(), ensure_ascii=False))
            return
        try:
            build_city(with_data=not options["without_data"])
        except ArchiveError as error:
            raise CommandError(str(error)) from error

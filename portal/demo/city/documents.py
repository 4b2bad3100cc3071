"""The register of documents beside the measure, entered by the city's data authority."""

from __future__ import annotations

import datetime
import tomllib
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from portal.duties import services
from portal.duties.models import OfficialDocument
from portal.kernel import clock

from .people import actor_of
from .reporting import Terminal

CONTENT = Path(__file__).resolve().parents[1] / "content" / "documents.toml"
#: Just after the register was opened; later than the newest document in it.
ENTERED_AT = datetime.datetime(2025, 9, 15, 10, 0, tzinfo=ZoneInfo("Asia/Shanghai"))


def build_documents(terminal: Terminal) -> None:
    """Enter every document that is not there yet."""
    specs = tomllib.loads(CONTENT.read_text(encoding="utf-8"))["document"]
    entered: dict[str, OfficialDocument] = {}
    with clock.set_to(ENTERED_AT):
        for spec in specs:
            entered[spec["key"]] = _enter(spec, entered)
    terminal.say(f"{len(entered)} documents beside the measure")


def _enter(spec: dict[str, Any], entered: dict[str, OfficialDocument]) -> OfficialDocument:
    fields = {name: value for name, value in spec.items() if name not in {"key", "replaced_by"}}
    found = OfficialDocument.objects.filter(title=spec["title"], number=spec.get("number", "")).first()
    if found is not None:
        return found
    successor = entered.get(spec.get("replaced_by", ""))
    keeper = actor_of("bigdata-reviewer")
    return services.register_document(actor=keeper, replaced_by=successor, **fields)

"""How the REST interface describes itself: by the measure's chapters, with what every refusal looks like."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from drf_spectacular.openapi import AutoSchema

from .contributions import Section
from .refusals import TYPES

REFUSAL = {
    "type": "object",
    "required": ["type", "title", "status", "detail", "errors", "request_id"],
    "properties": {
        "type": {"type": "string", "enum": [f"urn:portal:problem:{name}" for name in TYPES.values()]},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "errors": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["field", "message"],
                "properties": {"field": {"type": "string"}, "message": {"type": "string"}},
            },
        },
        "request_id": {"type": "string"},
    },
}
#: How the framework writes that a formatted text may be empty.
EMPTY_TEXT = {"type": "string", "maxLength": 0}
OPEN_DOORS = "/open/"


def open_doors() -> str:
    """The heading of what needs no account."""
    return _("Open data, without an account")


class ChapterSchema(AutoSchema):
    """Sorts each operation under its chapter; only reading can do without an account."""

    def get_tags(self) -> list[str]:
        """The chapter of the app that answers, or what is open to everybody."""
        if OPEN_DOORS in self.path:
            return [open_doors()]
        package = type(self.view).__module__.partition(".")[0]
        return [str(Section(package if package in Section.values else Section.GENERAL).label)]

    def get_auth(self) -> list[dict[str, Any]]:
        """Nobody writes without an account, not even where everybody reads."""
        found: list[dict[str, Any]] = super().get_auth()
        return found if self.method == "GET" else [way for way in found if way]


def with_chapters_and_refusals(result: dict[str, Any], **options: Any) -> dict[str, Any]:
    """What is open first, then the chapters in their order; every operation is refused in one shape."""
    result["tags"] = [{"name": open_doors()}, *({"name": str(section.label)} for section in Section)]
    result["components"]["schemas"]["Refusal"] = REFUSAL
    result["components"]["responses"] = {
        "Refusal": {
            "description": _("What was refused and why; the statuses are those of RFC 9110."),
            "content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Refusal"}}},
        }
    }
    for schema in result["components"]["schemas"].values():
        _let_alternatives_overlap(schema)
    operations = (operation for found in result["paths"].values() for operation in found.values())
    for operation in operations:
        operation["responses"]["4XX"] = {"$ref": "#/components/responses/Refusal"}
    return result


def _let_alternatives_overlap(schema: dict[str, Any]) -> None:
    """An empty text is an address too for whoever does not look at formats: ``oneOf`` would refuse it."""
    for described in schema.get("properties", {}).values():
        if EMPTY_TEXT in described.get("oneOf", ()):
            described["anyOf"] = described.pop("oneOf")

"""Every write of this chapter: new versions of rules, and the register of documents."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from portal.kernel import audit, clock, rules
from portal.kernel.actor import Actor
from portal.kernel.errors import NotPermitted
from portal.kernel.models import Rule

from . import policies
from .models import OfficialDocument

#: What no limit exceeds, by its unit; a slip of the pen would otherwise stop every deadline's calculation.
LONGEST = {"share": 1, "years": 100, "months": 1200, "days": 36_500, "working days": 2_500, "hours": 87_600}
MOST = 10**15


def set_rule(key: str, *, value: Any, effective_from: date, source: str, reason: str, actor: Actor) -> Rule:
    """Give a rule a new version from a future day on; what was filed before stays judged as it was."""
    if not policies.may_set_rule(actor):
        raise NotPermitted("duties.set_rule")
    declared = rules.declarations()[key]
    refuse_other_shape(declared.default, value)
    refuse_impossible(declared.unit, value)
    with transaction.atomic():
        last = Rule.objects.select_for_update().filter(key=key).order_by("-version").first()
        _refuse_past_day(effective_from, last)
        version = Rule(
            key=key,
            version=last.version + 1 if last else 1,
            value=value,
            unit=declared.unit,
            provision=declared.provision,
            source=source,
            effective_from=effective_from,
            reason=reason,
        )
        audit.write("duties.rule.set", version, actor=actor, provision="9.1", note=reason)
    return version


def register_document(*, actor: Actor, **fields: Any) -> OfficialDocument:
    """Enter a document into the register."""
    return _keep("duties.officialdocument.register", OfficialDocument(**fields), {}, actor)


def edit_document(document: OfficialDocument, *, actor: Actor, **fields: Any) -> OfficialDocument:
    """Change what is known of a document, such as that it was repealed or superseded."""
    return _keep("duties.officialdocument.edit", document, fields, actor)


def refuse_other_shape(default: Any, value: Any) -> None:
    """A new value is of the same kind as the first one; numbers are not negative, names stay the same."""
    if isinstance(default, Mapping):
        if not isinstance(value, Mapping) or value.keys() != default.keys():
            raise ValidationError({"value": _("The value names the same parts as before.")})
        for name, part in default.items():
            refuse_other_shape(part, value[name])
    elif isinstance(default, str):
        if not isinstance(value, str) or not value:
            raise ValidationError({"value": _("The value is a word, as before.")})
    elif isinstance(value, bool) or not isinstance(value, _numbers(default)) or value < 0:
        raise ValidationError({"value": _("The value is a number that is not negative, as before.")})


def refuse_impossible(unit: str, value: Any) -> None:
    """A share is at most 1, a time limit at most ``LONGEST``, a day of the year is one (written 03-31)."""
    if isinstance(value, Mapping):
        for part in value.values():
            refuse_impossible(unit, part)
    elif unit == "month and day":
        try:
            month, _dash, day = str(value).partition("-")
            date(2027, int(month), int(day))
        except ValueError as error:
            raise ValidationError({"value": _("Write month and day as 03-31.")}) from error
    elif not isinstance(value, str) and not value <= LONGEST.get(unit, MOST):
        raise ValidationError(
            {"value": _("The value is at most %(most)s.") % {"most": LONGEST.get(unit, MOST)}}
        )


def _numbers(default: Any) -> type[int] | tuple[type[int], type[float]]:
    return (int, float) if isinstance(default, float) else int


def _refuse_past_day(effective_from: date, last: Rule | None) -> None:
    if effective_from <= clock.today():
        raise ValidationError({"effective_from": _("A new version takes effect on a later day than today.")})
    if last is not None and effective_from <= last.effective_from:
        raise ValidationError(
            {"effective_from": _("A new version takes effect after the one that is known already.")}
        )


def _keep(action: str, document: OfficialDocument, fields: dict[str, Any], actor: Actor) -> OfficialDocument:
    if not policies.may_keep_documents(actor, document):
        raise NotPermitted("duties.keep_document")
    permission = "duties.keep_document"
    with audit.edit(action, document, actor=actor, permission=permission, provision="9.1") as locked:
        for name, value in fields.items():
            setattr(locked, name, value)
    return locked

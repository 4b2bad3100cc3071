"""Batches: which are open or in trouble, and why records were turned down."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from portal.kernel.actor import Actor
from portal.kernel.errors import Message
from portal.store import load
from portal.store.choices import Fault
from portal.store.models import Reject, TableVersion
from portal.store.readers import FileFormat
from portal.web import formats

from ..choices import RULE_NAMES, BatchState
from ..models import Batch, MountedResource
from .columns import personal_items

#: Kinds of mistakes that a result page explains one by one.
MOST_GROUPS = 30
QUICK_SECONDS = 10


def count_loaded() -> int:
    """How many deliveries arrived."""
    return Batch.objects.filter(state=BatchState.LOADED).count()


def unsettled_batch(mounted: MountedResource) -> Batch | None:
    """The batch of the resource that is still open, if there is one."""
    return Batch.objects.unsettled().filter(mounted=mounted).first()


def troubled_batches(actor: Actor) -> Any:
    """Batches of the actor's own unit that did not arrive and that no newer batch made up for."""
    unit = actor.user.organization_id if actor.user else None
    newer = Batch.objects.filter(mounted=OuterRef("mounted"), pk__gt=OuterRef("pk"))
    mine = Batch.objects.troubled().filter(
        mounted__entry__provider=unit, mounted__entry__provider__isnull=False
    )
    return mine.filter(~Exists(newer)).select_related("mounted__entry__provider")


@dataclass(frozen=True, slots=True)
class RejectGroup:
    """Records that broke the same rule at the same item."""

    column: str
    rule: str
    rule_name: Message
    message: str
    records: int
    examples: list[str]


def reject_groups(batch: Batch) -> list[RejectGroup]:
    """Why records were turned down, the most frequent reason first, with a few of the values."""
    version = batch.version
    if version is None:
        return []
    personal = personal_items(batch.mounted)
    groups = load.reject_summary(version)[:MOST_GROUPS]
    return [
        RejectGroup(
            column=group["column"],
            rule=group["rule"],
            rule_name=RULE_NAMES[Fault(group["rule"])],
            message=_sentence(version, group),
            records=group["records"],
            examples=_examples(version, group["rule"], group["column"], hide=group["column"] in personal),
        )
        for group in groups
    ]


def _sentence(version: TableVersion, group: dict[str, Any]) -> str:
    """With the rule's own limit where all records broke the same one."""
    found = version.rejects.filter(rule=group["rule"], column=group["column"])
    one_of_each = list(found.order_by("detail").distinct("detail")[:2])
    return one_of_each[0].message if len(one_of_each) == 1 else group["message"]


def _examples(version: TableVersion, rule: str, column: str, *, hide: bool) -> list[str]:
    found = version.rejects.filter(rule=rule, column=column).exclude(value="")
    values = list(dict.fromkeys(found.values_list("value", flat=True)[:20]))[:3]
    return [masked(value) if hide else value for value in values]


def masked(value: str) -> str:
    """A value of personal information as a page may show it: its first character, and that there was more."""
    return f"{value[:1]}＊＊＊" if value else ""


def shown_value(reject: Reject, personal: frozenset[str]) -> str:
    """A turned-down value as pages and programs show it."""
    return masked(reject.value) if reject.column in personal else reject.value


def advice(batch: Batch) -> str:
    """What the unit can do about a batch that did not arrive."""
    if batch.state == BatchState.REJECTED:
        return _("Correct the file by the reasons below and hand it in again.")
    if batch.state == BatchState.FAILED:
        return _("Load the batch again, or discard it and hand in a corrected file.")
    return ""


def seconds_in_words(batch: Batch) -> str:
    """How long the load took; tenths of a second where it was quick."""
    if batch.seconds is None or batch.seconds >= QUICK_SECONDS:
        return formats.duration(batch.seconds)
    return _("%(seconds)s s") % {
        "seconds": f"{batch.seconds:.1f}" if batch.seconds >= 1 else f"{batch.seconds:.2f}"
    }


def format_in_words(batch: Batch) -> str:
    """How the file was recognised: ``CSV, utf-8, ","`` or ``XLSX, Sheet1``."""
    known = FileFormat.from_json(batch.format)
    parts = [known.kind.upper()]
    if known.kind == "csv":
        tab = _("tab") if known.delimiter == "\t" else f"“{known.delimiter}”"
        parts += [known.encoding.upper(), _("separated by %(mark)s") % {"mark": tab}]
    elif known.sheet:
        parts.append(_("sheet “%(name)s”") % {"name": known.sheet})
    return " · ".join(parts)

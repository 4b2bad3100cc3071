"""What must be right before an entry is handed in; unit, signer and reviewer look at the same checks."""

from __future__ import annotations

from collections.abc import Iterator
from copy import copy
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db.models import CheckConstraint
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.kernel.errors import Message

from ..choices import EntryState, Provenance
from ..models import CatalogEntry, DataItem

#: Constraints that hold as soon as an entry leaves the desk, and what it means to pass them.
ON_HAND_IN: dict[str, Message] = {
    "catalog_entry_is_graded": gettext_lazy("The data is graded"),
    "catalog_open_data_is_l1": gettext_lazy("The grade allows the opening type"),
    "catalog_conditional_sharing_states_conditions": gettext_lazy(
        "Conditional sharing states its conditions"
    ),
    "catalog_conditional_opening_states_conditions": gettext_lazy(
        "Conditional opening states its conditions"
    ),
    "catalog_refusal_cites_its_basis": gettext_lazy("A refusal to share or open cites its legal basis"),
}


@dataclass(frozen=True, slots=True)
class EntryCheck:
    """One thing that must be right before an entry is handed in; ``step`` is the page that corrects it."""

    label: Message
    passed: bool
    reason: Message = ""
    step: str = "update"


def checks_of(entry: CatalogEntry) -> list[EntryCheck]:
    """Every check with its outcome, the reason where it failed."""
    return [*_item_checks(entry), *_entry_checks(entry), *_constraint_checks(entry)]


def open_checks(entry: CatalogEntry) -> list[EntryCheck]:
    """The checks that the entry does not pass."""
    return [check for check in checks_of(entry) if not check.passed]


def _item_checks(entry: CatalogEntry) -> Iterator[EntryCheck]:
    items: list[DataItem] = list(entry.items.all())
    personal = [item.title for item in items if item.personal]
    yield _check(
        _("The entry lists its data items"),
        bool(items),
        _("Add the items by hand or propose them from a file."),
        step="items",
    )
    yield _check(
        _("The item that holds the area code is one of the items"),
        not entry.area_item or entry.area_item in {item.name for item in items},
        _("There is no item “%(name)s”.") % {"name": entry.area_item},
    )
    yield _check(
        _("Items with personal information are declared on the entry"),
        not personal or entry.personal_information,
        _("These items hold personal information: %(names)s.") % {"names": "、".join(personal)},
    )


def _entry_checks(entry: CatalogEntry) -> Iterator[EntryCheck]:
    yield _check(
        _("Generated rows name their generator as source"),
        entry.provenance != Provenance.GENERATED or bool(entry.source),
        _("Say in the source that the rows were generated."),
    )


def _constraint_checks(entry: CatalogEntry) -> Iterator[EntryCheck]:
    """The database's own constraints, asked beforehand with their own sentences."""
    handed_in = copy(entry)
    handed_in.state = EntryState.SUBMITTED
    for constraint in CatalogEntry._meta.constraints:
        if isinstance(constraint, CheckConstraint) and constraint.name in ON_HAND_IN:
            reason = _refusal(constraint, handed_in)
            yield _check(ON_HAND_IN[constraint.name], not reason, reason)


def _refusal(constraint: CheckConstraint, entry: CatalogEntry) -> str:
    try:
        constraint.validate(CatalogEntry, entry)  # type: ignore[attr-defined]  # missing from the stubs
    except ValidationError as error:
        return str(error.messages[0])
    return ""


def _check(label: Message, passed: bool, reason: Message, *, step: str = "update") -> EntryCheck:
    return EntryCheck(label, passed, "" if passed else reason, step)

"""What the database itself holds true of every entry, each with the sentence for whoever breaks it."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from portal.kernel.checks import implies, state_is_known

from ..choices import (
    EntryState,
    FormatCategory,
    Grade,
    OpenType,
    Provenance,
    SharingMethod,
    SharingType,
    Theme,
    UpdateCycle,
)

#: States in which an entry is still the compiler's own business.
AT_THE_DESK = (EntryState.DRAFT, EntryState.RETURNED, EntryState.REVISING)
HANDED_IN = ~Q(state__in=AT_THE_DESK)

CONSTRAINTS: list[models.BaseConstraint] = [
    state_is_known(EntryState),
    state_is_known(FormatCategory, "format_category"),
    state_is_known(SharingType, "sharing_type"),
    state_is_known(SharingMethod, "sharing_method"),
    state_is_known(OpenType, "open_type"),
    state_is_known(UpdateCycle, "update_cycle"),
    state_is_known(Provenance, "provenance"),
    implies(
        "catalog_entry_is_graded",
        HANDED_IN,
        Q(grade__in=Grade.values),
        _("Grade the data before you submit the entry."),
    ),
    implies(
        "catalog_open_data_is_l1",
        HANDED_IN & Q(open_type=OpenType.OPEN),
        Q(grade=Grade.L1, personal_information=False),
        _("Only data of grade L1 without personal information may be opened unconditionally."),
    ),
    implies(
        "catalog_conditional_sharing_states_conditions",
        HANDED_IN & Q(sharing_type=SharingType.CONDITIONAL),
        ~Q(sharing_condition=""),
        _("Conditional sharing must state its conditions."),
    ),
    implies(
        "catalog_conditional_opening_states_conditions",
        HANDED_IN & Q(open_type=OpenType.CONDITIONAL),
        ~Q(open_condition=""),
        _("Conditional opening must state its conditions."),
    ),
    implies(
        "catalog_refusal_cites_its_basis",
        HANDED_IN & (Q(sharing_type=SharingType.NOT_SHARED) | Q(open_type=OpenType.CLOSED)),
        ~Q(refusal_basis=""),
        _("What is not shared or not open must cite the law that forbids it."),
    ),
    implies(
        "catalog_return_gives_an_opinion",
        Q(state=EntryState.RETURNED),
        ~Q(opinion=""),
        _("Say what has to be changed when you return an entry."),
    ),
    implies(
        "catalog_withdrawal_gives_its_reason",
        Q(state=EntryState.WITHDRAWN),
        ~Q(opinion=""),
        _("Say why the entry is withdrawn."),
    ),
    models.CheckConstraint(
        name="catalog_entry_themes_known",
        condition=Q(themes__contained_by=Theme.values),
        violation_error_message=_("One of the themes is not known."),
    ),
    implies(
        "catalog_signed_has_deadline",
        Q(state=EntryState.SIGNED),
        Q(due_on__isnull=False, signed_by__isnull=False),
        _("A signed entry has a signer and a deadline for its review."),
    ),
    implies(
        "catalog_published_has_code",
        Q(version_number__gt=0),
        Q(resource_code__isnull=False, published_at__isnull=False),
        _("A published entry has a resource code."),
    ),
    models.UniqueConstraint(
        fields=["provider", "name"],
        name="catalog_entry_name_once_per_provider",
        condition=~Q(state=EntryState.WITHDRAWN),
        violation_error_message=_("Your unit already has an entry of this name."),
    ),
]

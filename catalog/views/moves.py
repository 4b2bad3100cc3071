"""Each move of an entry as a page, and the page on which reviewers decide."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from portal.web.contributions import Section
from portal.web.doors import Check, DecisionView, MoveView, StaffMixin, filled_groups

from .. import selectors, services
from ..forms import OpinionForm, ReasonForm, RequiredOpinionForm, SubmitForm, WithdrawalForm
from ..models import CatalogEntry
from ..workflows import ENTRY
from .facts import ENTRIES, TERMS, WHAT, shown_checks


class EvidenceMixin(StaffMixin):
    """What every decision is made on: facts, items, checks, what changed since the last version."""

    model = CatalogEntry
    workflow = ENTRY
    section = Section.CATALOG
    parents = ENTRIES
    groups = (WHAT,)  # the terms follow the items

    def get_queryset(self) -> QuerySet[CatalogEntry]:
        """With what the evidence names."""
        return super().get_queryset().select_related("provider", "category", "compiled_by")

    def checks(self) -> list[Check]:
        """Looked at already, by the same rules for everybody."""
        return shown_checks(self.actor, self.record)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Items, and what differs from the published version."""
        published = selectors.published_content(self.record)
        fields, items = selectors.compared(published, selectors.content_of(self.record))
        changes = {"fields": fields, "items": items} if published else None
        evidence = {"items": self.record.items.all(), "changes": changes}
        terms = filled_groups(TERMS, self.record)
        held = selectors.held_elsewhere(self.record)
        return super().get_context_data(terms=terms, held=held, **evidence, **kwargs)


class EntryMoveView(EvidenceMixin, MoveView):
    """One move of an entry."""

    template_name = "catalog/entry_move.html"

    def get_form_kwargs(self) -> dict[str, Any]:
        """With the token of what the person has read."""
        return {"initial": {"unless_changed_since": self.record.changed_at}}


class EntrySubmitView(EntryMoveView):
    """Hand the entry to the chief data officer."""

    move = "submit"
    service = services.submit_entry
    form_class = SubmitForm
    explanation = _("The chief data officer of your unit signs next. Until then you can take the entry back.")
    done = _("The entry was submitted for signature.")


class EntryTakeBackView(EntryMoveView):
    """Take a submission back."""

    move = "take_back"
    service = services.take_back_entry
    form_class = SubmitForm
    explanation = _("The entry becomes a draft again and can be changed.")
    done = _("The entry was taken back.")


class EntrySignView(EntryMoveView):
    """The chief data officer signs."""

    move = "sign"
    service = services.sign_entry
    form_class = OpinionForm
    explanation = _(
        "With your signature the entry goes to the data authority, and its time for review starts."
    )
    done = _("The entry was signed and handed to the data authority.")


class EntryDeclineView(EntryMoveView):
    """The chief data officer sends the entry back."""

    move = "decline"
    service = services.decline_entry
    form_class = RequiredOpinionForm
    tone = "stop"
    done = _("The entry was sent back to its compiler.")


class EntryReturnView(EntryMoveView):
    """The authority returns the entry."""

    move = "return"
    service = services.return_entry
    form_class = RequiredOpinionForm
    tone = "stop"
    done = _("The entry was returned for revision.")


class EntryApproveView(EntryMoveView):
    """The authority agrees."""

    move = "approve"
    service = services.approve_entry
    form_class = OpinionForm
    explanation = _("The entry can be published after that.")
    done = _("The entry was approved.")

    def get_success_url(self, outcome: CatalogEntry) -> str:
        """On to the publication."""
        return outcome.step_url("review")


class EntryPublishView(EntryMoveView):
    """The authority publishes."""

    move = "publish"
    service = services.publish_entry
    form_class = SubmitForm
    explanation = _("The entry gets its resource code, and this state is kept as a version for ever.")
    done = _("The entry was published.")


class EntryReviseView(EntryMoveView):
    """Open the working copy of a published entry."""

    move = "revise"
    service = services.revise_entry
    form_class = ReasonForm
    explanation = _("What was published stays in force until the revision is published.")
    done = _("The revision was opened.")


class EntryWithdrawView(EntryMoveView):
    """Take an entry out of force."""

    move = "withdraw"
    service = services.withdraw_entry
    form_class = WithdrawalForm
    tone = "stop"
    explanation = _(
        "The entry goes out of force; its versions stay readable and its code is never used again."
    )
    done = _("The entry was withdrawn from the catalog.")


class EntryReviewView(EvidenceMixin, DecisionView):
    """Evidence on the left, decision on the right: for the signer, and for the authority."""

    url_prefix = "catalog:entry"
    template_name = "catalog/entry_review.html"
    moves = {
        "sign": OpinionForm,
        "decline": RequiredOpinionForm,
        "approve": OpinionForm,
        "publish": SubmitForm,
        "return": RequiredOpinionForm,
    }
    move_tones = {"decline": "stop", "return": "stop"}

    def decisions(self) -> list[dict[str, Any]]:
        """What can be decided, each good news first, with the token of what is shown."""
        found = super().decisions()
        for decision in found:
            decision["form"].initial = {"unless_changed_since": self.record.changed_at}
        return sorted(found, key=lambda decision: decision["tone"] == "stop")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """What else waits, so that one decision leads to the next."""
        waiting = selectors.waiting_for(self.actor).exclude(pk=self.record.pk)
        context = {"next_waiting": waiting.first(), "still_waiting": waiting.count(), "state_field": "state"}
        return super().get_context_data(**context, **kwargs)

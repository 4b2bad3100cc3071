"""Each move of a request as a page, and the page on which people decide."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.forms import Form
from django.utils.translation import gettext_lazy as _

from portal.web.contributions import Section
from portal.web.doors import Check, DecisionView, MoveView, RecordMixin, StaffMixin

from .. import forms, services
from ..models import SharingRequest
from ..workflows import REQUEST
from .facts import AUDIENCE, REQUESTS, SCOPE, WHO, WHY, shown_checks


class EvidenceMixin(StaffMixin, RecordMixin):
    """What every decision on a request is made on."""

    model = SharingRequest
    related = ("entry__provider", "organization")
    section = Section.SHARING
    audience = AUDIENCE
    parents = REQUESTS
    workflow = REQUEST
    groups = (WHO, WHY, SCOPE)

    def checks(self) -> list[Check]:
        """Looked at already, by the same rules for everybody."""
        return shown_checks(self.record)


class RequestReviewView(EvidenceMixin, DecisionView):
    """Evidence on the left, the decision on the right: for the CDO, the authority, the provider."""

    url_prefix = "sharing:request"
    template_name = "sharing/request_review.html"

    def get_forms(self) -> dict[str, Any]:
        """The moves that are decisions, each with its form."""
        return {
            "endorse": forms.NoteForm,
            "decline": forms.OpinionForm,
            "check": forms.NoteForm,
            "return": forms.OpinionForm,
            "approve": partial(forms.ApprovalForm, names=self.record.items),
            "refuse": forms.RefusalForm,
        }

    def get_title(self) -> Any:
        """What is asked for."""
        return self.record.entry.title

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """By when."""
        return super().get_context_data(state_field="state", lead=self.record.purpose, **kwargs)


class RequestMoveView(EvidenceMixin, MoveView):
    """One move of a request."""

    form_class: Any = forms.NoteForm


class RequestSubmitView(RequestMoveView):
    """Hand the request to the own chief data officer."""

    move, service, form_class = "submit", services.submit_request, Form
    explanation = _(
        "Your chief data officer endorses next. You can take the request back until it is decided."
    )
    done = _("The request was submitted for endorsement.")


class RequestEndorseView(RequestMoveView):
    """Endorse the request."""

    move, service = "endorse", services.endorse_request
    explanation = _("With your endorsement the request goes to the data authority, and its time starts.")
    done = _("The request was endorsed and handed to the data authority.")


class RequestDeclineView(RequestMoveView):
    """Send the request back to the officer."""

    move, service, form_class = "decline", services.decline_request, forms.OpinionForm
    done = _("The request was sent back to your data officer.")


class RequestCheckView(RequestMoveView):
    """Pass the conformity check."""

    move, service = "check", services.check_request
    explanation = _(
        "What is shared unconditionally is granted at once; otherwise the provider replies next, in time."
    )
    done = _("The request passed the conformity check.")


class RequestReturnView(RequestMoveView):
    """Return an incomplete request."""

    move, service, form_class = "return", services.return_request, forms.OpinionForm
    explanation = _("Name everything that is missing at once. The clock stops until the request comes back.")
    done = _("The request was returned for completion.")


class RequestApproveView(RequestMoveView):
    """Approve sharing."""

    move, service, form_class = "approve", services.approve_request, forms.ApprovalForm
    explanation = _("The grant is issued at once, for the items that stay ticked.")
    done = _("Sharing was approved and the grant issued.")

    def get_form_kwargs(self) -> dict[str, Any]:
        """The items asked for."""
        return {"names": self.record.items}


class RequestRefuseView(RequestMoveView):
    """Refuse sharing."""

    move, service, form_class = "refuse", services.refuse_request, forms.RefusalForm
    explanation = _("A refusal gives its reasons and cites its basis.")
    done = _("The request was refused.")


class RequestWithdrawView(RequestMoveView):
    """Take the request back."""

    move, service = "withdraw", services.withdraw_request
    done = _("The request was taken back.")

"""The table of data dispatch."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from portal.kernel.checks import implies, state_is_known
from portal.kernel.fields import PublicIdField
from portal.members.models import Organization

from .choices import DispatchKind, DispatchState
from .querysets import DispatchQuerySet

ANSWERED = (DispatchState.DELIVERED, DispatchState.CLOSED)
WITH_SOMEBODY = (DispatchState.ASSIGNED, DispatchState.ACCEPTED, *ANSWERED)


class Dispatch(models.Model):
    """A stated data need, or a supervision order, followed from statement to delivery (provision 1.5).

    ``due_on`` is the deadline of the present step; ``answer_due_on`` keeps that of the delivery.
    """

    public_id = PublicIdField()
    kind = models.CharField(_("Kind"), max_length=10, choices=DispatchKind, default=DispatchKind.NEED)
    title = models.CharField(_("Subject"), max_length=100)
    content = models.TextField(_("What is needed"), max_length=1000)
    purpose = models.TextField(_("What for"), max_length=500, blank=True)
    legal_basis = models.TextField(_("Legal basis"), max_length=500)
    wished_by = models.DateField(_("Wished by"))
    organization = models.ForeignKey(
        Organization, models.PROTECT, related_name="dispatches", verbose_name=_("Stated by")
    )
    stated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("Person who stated it")
    )
    stated_at = models.DateTimeField(_("Stated"))
    state = models.CharField(_("State"), max_length=10, choices=DispatchState, default=DispatchState.STATED)
    responder = models.ForeignKey(
        Organization,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="dispatches_to_answer",
        verbose_name=_("Responder"),
    )
    declined_by = models.ForeignKey(
        Organization,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("Declined by"),
    )
    opinion = models.TextField(_("Opinion"), max_length=1000, blank=True)
    due_on = models.DateField(_("Due"), null=True, blank=True)
    due_rule = models.CharField(_("Rule of the deadline"), max_length=100, blank=True)
    answer_due_on = models.DateField(_("Delivery due"), null=True, blank=True)
    assigned_at = models.DateTimeField(_("Assigned"), null=True, blank=True)
    delivery = models.TextField(_("What was delivered"), max_length=1000, blank=True)
    subject_type = models.CharField(_("Kind of what was delivered"), max_length=60, blank=True)
    subject_id = models.UUIDField(_("Number of what was delivered"), null=True, blank=True)
    delivered_at = models.DateTimeField(_("Delivered"), null=True, blank=True)
    ended_at = models.DateTimeField(_("Ended"), null=True, blank=True)

    objects = DispatchQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = _("Dispatch")
        ordering = ("-stated_at", "-pk")
        permissions = [
            ("state_need", "State data needs of the own unit and confirm what is delivered"),
            ("order_supervision", "Order supervision as a data authority"),
            ("assign_dispatch", "Assign stated needs to responders of the jurisdiction, or refuse them"),
            ("accept_dispatch", "Accept what the own unit is asked for"),
            ("decline_dispatch", "Decline what the own unit is asked for"),
            ("deliver_dispatch", "Deliver what the own unit is asked for"),
            ("confirm_delivery", "Confirm or send back what was delivered to the own unit"),
            ("record_delivery", "Record a delivery that another chapter made"),
            ("hasten_dispatch", "Hasten the answer to a dispatch"),
            ("view_all_dispatches", "Read every dispatch"),
        ]
        default_permissions = ()
        constraints = [
            state_is_known(DispatchState),
            state_is_known(DispatchKind, "kind"),
            implies(
                "dispatch_need_states_its_purpose",
                Q(kind=DispatchKind.NEED),
                ~Q(purpose="") & ~Q(legal_basis=""),
                _("A data need says what it is for and on what legal basis."),
            ),
            implies(
                "dispatch_order_cites_its_basis",
                Q(kind=DispatchKind.ORDER),
                ~Q(legal_basis=""),
                _("A supervision order cites the document that it rests on."),
            ),
            models.CheckConstraint(
                name="dispatch_responder_is_another_unit",
                condition=Q(responder__isnull=True) | ~Q(responder=F("organization")),
                violation_error_message=_("A unit does not answer its own need."),
            ),
            implies(
                "dispatch_assigned_has_responder",
                Q(state__in=WITH_SOMEBODY),
                Q(responder__isnull=False, answer_due_on__isnull=False, assigned_at__isnull=False),
                _("An assigned dispatch has a responder and a deadline."),
            ),
            implies(
                "dispatch_stated_has_no_responder",
                Q(state=DispatchState.STATED),
                Q(responder__isnull=True, due_on__isnull=False),
                _("What is to be assigned has no responder yet, and a deadline for the assignment."),
            ),
            implies(
                "dispatch_delivery_says_what",
                Q(state__in=ANSWERED),
                ~Q(delivery="") & Q(delivered_at__isnull=False),
                _("Say what was delivered."),
            ),
            implies(
                "dispatch_refusal_gives_reasons",
                Q(state=DispatchState.REFUSED),
                ~Q(opinion=""),
                _("A refusal gives its reasons."),
            ),
            models.CheckConstraint(
                name="dispatch_subject_has_kind_and_number",
                condition=Q(subject_type="", subject_id__isnull=True)
                | (~Q(subject_type="") & Q(subject_id__isnull=False)),
                violation_error_message=_("What was delivered is named by its kind and its number."),
            ),
        ]
        indexes = [models.Index(fields=["state", "due_on"], name="dispatch_due")]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """The dispatch's page."""
        return reverse("dispatch:dispatch-detail", args=[self.public_id])

    @property
    def is_need(self) -> bool:
        """Whether data is asked for, rather than something else to be done."""
        return self.kind == DispatchKind.NEED

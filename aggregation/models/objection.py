"""What somebody says is wrong with data that is shared or open."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from catalog.models import CatalogEntry
from portal.kernel import clock
from portal.kernel.checks import implies, state_is_known
from portal.kernel.fields import PublicIdField
from portal.kernel.working_days import working_days_between
from portal.members.models import Organization

from ..choices import UNDECIDED, UNFINISHED, Channel, ObjectionKind, ObjectionState, Outcome
from ..querysets import ObjectionQuerySet
from .batch import Batch
from .mount import MountedResource

S = ObjectionState


class Objection(models.Model):
    """A consumer's, a citizen's or a data subject's objection to data, and how it is answered (4.3, 5.3).

    Accepted, it flags the data wherever it is served, until it is closed. ``row_key`` names one row by the
    table's key items, or is empty; ``due_on`` is the next deadline, ``answer_due_on`` the answer's own.
    """

    #: Who it was stays with those who handle it; the trail names the account.
    unaudited = ("contact",)

    public_id = PublicIdField()
    entry = models.ForeignKey(
        CatalogEntry, models.PROTECT, related_name="objections", verbose_name=_("Resource")
    )
    mounted = models.ForeignKey(
        MountedResource, models.PROTECT, related_name="objections", verbose_name=_("Mounted resource")
    )
    channel = models.CharField(_("Obtained through"), max_length=10, choices=Channel)
    kind = models.CharField(_("What is wrong"), max_length=20, choices=ObjectionKind)
    row_key = models.JSONField(_("Row"), default=dict, blank=True)
    item = models.CharField(_("Item"), max_length=100, blank=True)
    text = models.TextField(_("Explanation"))
    evidence = models.TextField(_("Evidence"), blank=True)
    is_subject = models.BooleanField(_("The data is about the objector"), default=False)
    data_version = models.PositiveIntegerField(_("Data version objected to"))
    raised_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("Objector")
    )
    organization = models.ForeignKey(
        Organization,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("Objector's unit"),
    )
    contact = models.CharField(_("Objector's contact"), max_length=100, blank=True)
    raised_at = models.DateTimeField(_("Objection raised at"), default=clock.now)
    state = models.CharField(_("State"), max_length=12, choices=S, default=S.RAISED)
    due_on = models.DateField(_("Due"), null=True, blank=True)
    answer_due_on = models.DateField(_("Answer due"), null=True, blank=True)
    accepted_at = models.DateTimeField(_("Objection accepted at"), null=True, blank=True)
    outcome = models.CharField(_("What was found"), max_length=12, choices=Outcome, default=Outcome.PENDING)
    answer = models.TextField(_("Answer with reasons"), blank=True)
    remedy = models.CharField(_("Where to turn instead"), max_length=300, blank=True)
    answered_at = models.DateTimeField(_("Objection answered at"), null=True, blank=True)
    batch = models.ForeignKey(
        Batch,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="objections",
        verbose_name=_("Corrected by batch"),
    )
    correction = models.CharField(_("How it was put right"), max_length=300, blank=True)
    closed_at = models.DateTimeField(_("Objection closed at"), null=True, blank=True)

    objects = ObjectionQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = _("Objection")
        ordering = ("-raised_at", "-pk")
        permissions = [
            ("raise_objection", "Object to data that one may use"),
            ("accept_objection", "Accept objections or name another remedy"),
            ("verify_objection", "Verify and uphold objections to the own unit's data"),
            ("dismiss_objection", "Dismiss objections to the own unit's data"),
            ("close_objection", "Close objections that were answered"),
            ("view_all_objections", "Read every objection, without the objector's name"),
        ]
        default_permissions = ()
        constraints = [
            state_is_known(Channel, "channel"),
            state_is_known(ObjectionKind, "kind"),
            state_is_known(ObjectionState),
            state_is_known(Outcome, "outcome"),
            implies(
                "aggregation_shared_data_is_objected_by_units",
                Q(channel=Channel.SHARING),
                Q(organization__isnull=False),
                _("Shared data is objected to by the unit that uses it."),
            ),
            implies(
                "aggregation_unfinished_objection_has_deadline",
                Q(state__in=UNFINISHED),
                Q(due_on__isnull=False),
                _("An objection that is not finished has a deadline."),
            ),
            implies(
                "aggregation_answered_objection_gives_reasons",
                ~Q(state__in=UNDECIDED),
                ~Q(answer="") & ~Q(outcome=Outcome.PENDING) & Q(answered_at__isnull=False),
                _("An answer to an objection gives its reasons."),
            ),
            implies(
                "aggregation_redirection_names_the_remedy",
                Q(outcome=Outcome.REDIRECTED),
                ~Q(remedy=""),
                _("Say where the objector can turn instead."),
            ),
            implies(
                "aggregation_upheld_objection_is_corrected",
                Q(state=S.CLOSED, outcome=Outcome.UPHELD),
                Q(batch__isnull=False) | ~Q(correction=""),
                _("An upheld objection is closed by the batch that corrects the data."),
            ),
            models.UniqueConstraint(
                fields=["raised_by", "entry", "kind", "item", "row_key"],
                name="aggregation_one_objection_of_a_kind",
                condition=Q(state__in=UNFINISHED),
                violation_error_message=_("You have raised this objection already; it is still open."),
            ),
        ]
        indexes = [models.Index(fields=["entry", "state"], name="aggregation_objection_flags")]

    def __str__(self) -> str:
        return f"{self.number} · {self.entry}"

    def get_absolute_url(self) -> str:
        """The objection's page, for those who handle it and for the objector."""
        return reverse("aggregation:objection-detail", args=[self.public_id])

    @property
    def number(self) -> str:
        """What people call it: year and running number."""
        return f"YY{timezone.localdate(self.raised_at):%Y}-{self.pk or 0:05d}"

    @property
    def row(self) -> str:
        """The row in words; empty where the objection is about no single row."""
        return "，".join(f"{name} {value}" for name, value in self.row_key.items())

    @property
    def is_unfinished(self) -> bool:
        """Whether somebody still has to do something."""
        return self.state in UNFINISHED

    @property
    def is_overdue(self) -> bool:
        """Whether the next step should have been taken before today."""
        return self.is_unfinished and self.due_on is not None and self.due_on < clock.today()

    @property
    def working_days(self) -> int | None:
        """Working days from raising to the answer."""
        if self.answered_at is None:
            return None
        start, end = (timezone.localdate(moment) for moment in (self.raised_at, self.answered_at))
        return working_days_between(start, end)

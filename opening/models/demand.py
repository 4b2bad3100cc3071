"""What people want to be opened, and who supports it."""

from __future__ import annotations

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from catalog.choices import Theme
from catalog.models import CatalogEntry
from portal.kernel import clock
from portal.kernel.checks import implies, state_is_known
from portal.kernel.fields import PublicIdField
from portal.kernel.working_days import working_days_between
from portal.members.models import Organization

from ..choices import ANSWERED_DEMANDS, UNFINISHED_DEMANDS, DemandChannel, DemandState, Priority
from ..querysets import DemandQuerySet
from .dataset import PublicDataset

S = DemandState

#: What holds of every demand, in each of its states.
DEMAND_CONSTRAINTS = [
    state_is_known(DemandState),
    state_is_known(DemandChannel, "channel"),
    state_is_known(Theme, "theme"),
    models.CheckConstraint(
        name="opening_demand_reasons_known",
        condition=Q(reasons__contained_by=Priority.values),
        violation_error_message=_("This value is not one of the possible ones."),
    ),
    implies(
        "opening_demand_taken_down_names_the_asker",
        ~Q(channel=DemandChannel.ONLINE),
        ~Q(asker=""),
        _("Say who asked at the counter, by telephone or by letter."),
    ),
    implies(
        "opening_unfinished_demand_has_deadline",
        Q(state__in=UNFINISHED_DEMANDS),
        Q(due_on__isnull=False),
        _("A demand that is not finished has a deadline."),
    ),
    implies(
        "opening_routed_demand_names_the_unit",
        Q(state__in=(S.ROUTED, S.PROMISED, S.FULFILLED)),
        Q(unit__isnull=False, routed_at__isnull=False, answer_due_on__isnull=False),
        _("Name the unit that answers the demand."),
    ),
    implies(
        "opening_answered_demand_says_something",
        Q(state__in=ANSWERED_DEMANDS),
        ~Q(answer="") & Q(answered_at__isnull=False),
        _("Give an answer that the public can read."),
    ),
    implies(
        "opening_promised_demand_has_a_day",
        Q(state=S.PROMISED),
        Q(promised_on__isnull=False),
        _("Say by which day the data will be open."),
    ),
    implies(
        "opening_declined_demand_names_the_basis",
        Q(state=S.DECLINED),
        ~Q(basis=""),
        _("Name the basis on which the demand is declined."),
    ),
    implies(
        "opening_fulfilled_demand_names_the_dataset",
        Q(state=S.FULFILLED),
        Q(dataset__isnull=False, fulfilled_at__isnull=False),
        _("Name the open dataset that answers the demand."),
    ),
    models.CheckConstraint(
        name="opening_merged_demand_names_the_other",
        condition=Q(state=S.MERGED, merged_into__isnull=False)
        | (~Q(state=S.MERGED) & Q(merged_into__isnull=True)),
        violation_error_message=_("Name the demand into which this one is merged."),
    ),
    models.CheckConstraint(
        name="opening_demand_not_merged_into_itself",
        condition=Q(merged_into__isnull=True) | ~Q(merged_into=F("id")),
        violation_error_message=_("A demand cannot be merged into itself."),
    ),
]


class OpenDemand(models.Model):
    """A wish for open data, from wherever it came, and how it is answered (provision 5.2).

    ``filed_by`` is the account that asked online, or the staff member who took it down; ``due_on`` is the
    next deadline, ``answer_due_on`` the answer's own, ``promised_on`` the day promised to the public.
    """

    #: Who asked at the counter stays with those who handle it.
    unaudited = ("asker", "contact")

    public_id = PublicIdField()
    title = models.CharField(_("Data wished for"), max_length=100)
    text = models.TextField(_("Which data, in which detail"))
    scenario = models.TextField(_("What it is needed for"))
    theme = models.CharField(_("Theme"), max_length=30, choices=Theme)
    reasons = ArrayField(
        models.CharField(max_length=20), verbose_name=_("Reasons for priority"), default=list, blank=True
    )
    channel = models.CharField(
        _("How it was filed"), max_length=10, choices=DemandChannel, default=DemandChannel.ONLINE
    )
    filed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("Filed or received by")
    )
    asker = models.CharField(_("Who asked"), max_length=60, blank=True)
    contact = models.CharField(_("Contact of who asked"), max_length=100, blank=True)
    filed_on = models.DateField(_("Demand filed on"), default=clock.today)
    addressed_to = models.ForeignKey(
        Organization,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("Thought to be held by"),
    )
    unit = models.ForeignKey(
        Organization,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("Unit that answers"),
    )
    state = models.CharField(_("State"), max_length=12, choices=S, default=S.FILED)
    due_on = models.DateField(_("Due"), null=True, blank=True)
    routed_at = models.DateTimeField(_("Handed to a unit at"), null=True, blank=True)
    answer_due_on = models.DateField(_("Answer due"), null=True, blank=True)
    answer = models.TextField(_("Answer to the demand"), blank=True)
    basis = models.TextField(_("Basis for not opening"), blank=True)
    answered_at = models.DateTimeField(_("Demand answered at"), null=True, blank=True)
    promised_on = models.DateField(_("Promised to be open by"), null=True, blank=True)
    entry = models.ForeignKey(
        CatalogEntry,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("Resource"),
    )
    dataset = models.ForeignKey(
        PublicDataset,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="demands",
        verbose_name=_("Open dataset"),
    )
    fulfilled_at = models.DateTimeField(_("Opened at"), null=True, blank=True)
    merged_into = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="merged",
        verbose_name=_("Merged into"),
    )

    objects = DemandQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = _("Demand for opening")
        ordering = ("-filed_on", "-pk")
        permissions = [
            ("file_demand", "Ask for data to be opened"),
            ("support_demand", "Support demands of others"),
            ("receive_demand", "Enter demands from counter, telephone or letter"),
            ("route_demand", "Hand demands to units and merge them"),
            ("answer_demand", "Answer demands for the own unit"),
            ("decline_demand", "Decline demands"),
        ]
        default_permissions = ()
        constraints = DEMAND_CONSTRAINTS
        indexes = [models.Index(fields=["state", "due_on"], name="opening_demand_due")]

    def __str__(self) -> str:
        return f"{self.number} · {self.title}"

    def get_absolute_url(self) -> str:
        """The demand's page, for the public and for the staff."""
        return reverse("opening:demand-detail", args=[self.public_id])

    @property
    def number(self) -> str:
        """What people call it: year and running number."""
        return f"XQ{self.filed_on:%Y}-{self.pk or 0:05d}"

    @property
    def reason_labels(self) -> list[str]:
        """The reasons for priority in words."""
        return [str(Priority(reason).label) for reason in self.reasons]

    @property
    def reasons_in_words(self) -> str:
        """The reasons for priority as one line."""
        return "、".join(self.reason_labels)

    @property
    def is_unfinished(self) -> bool:
        """Whether somebody still has to do something."""
        return self.state in UNFINISHED_DEMANDS

    @property
    def is_overdue(self) -> bool:
        """Whether the next step should have been taken before today."""
        return self.is_unfinished and self.due_on is not None and self.due_on < clock.today()

    @property
    def working_days(self) -> int | None:
        """Working days from filing to the answer."""
        if self.answered_at is None:
            return None
        return working_days_between(self.filed_on, timezone.localdate(self.answered_at))

    @property
    def answered_in_time(self) -> bool | None:
        """Whether the unit answered by its day; ``None`` without an answer or without a unit."""
        if self.answered_at is None or self.answer_due_on is None:
            return None
        return timezone.localdate(self.answered_at) <= self.answer_due_on


class DemandSupport(models.Model):
    """One person stands behind a demand that somebody else filed."""

    demand = models.ForeignKey(
        OpenDemand, models.PROTECT, related_name="supports", verbose_name=_("Demand for opening")
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("Supporter")
    )
    supported_on = models.DateField(_("Supported on"), default=clock.today)

    class Meta:
        verbose_name = verbose_name_plural = _("Support of a demand")
        ordering = ("supported_on", "pk")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["demand", "person"],
                name="opening_one_support_of_a_person",
                violation_error_message=_("You support this demand already."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.demand} · {self.supported_on:%Y-%m-%d}"

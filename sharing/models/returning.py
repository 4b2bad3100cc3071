"""What lower levels need back, and what was returned to them."""

from __future__ import annotations

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from catalog.models import CatalogEntry
from portal.kernel import clock
from portal.kernel.checks import implies, state_is_known
from portal.kernel.fields import PublicIdField
from portal.kernel.models import Job
from portal.members.models import Organization
from portal.store.models import StoredFile

from ..choices import NeedState, ParcelState, ReturnCycle, RunState, RunTrigger
from ..querysets import NeedQuerySet, ParcelQuerySet, RunQuerySet


class ReturnNeed(models.Model):
    """A district or functional area files what it needs back of an upper level's resource (provision 4.4)."""

    public_id = PublicIdField()
    entry = models.ForeignKey(
        CatalogEntry, models.PROTECT, related_name="return_needs", verbose_name=_("Resource")
    )
    organization = models.ForeignKey(
        Organization, models.PROTECT, related_name="return_needs", verbose_name=_("Filed by the unit")
    )
    receiver = models.ForeignKey(
        Organization, models.PROTECT, related_name="needs_received", verbose_name=_("Receiver")
    )
    reason = models.TextField(_("Reason"), max_length=500)
    purpose = models.CharField(_("Purpose"), max_length=200)
    cycle = models.CharField(
        _("Return cycle"), max_length=10, choices=ReturnCycle, default=ReturnCycle.MONTHLY
    )
    state = models.CharField(_("State"), max_length=10, choices=NeedState, default=NeedState.FILED)
    opinion = models.TextField(_("Opinion"), max_length=500, blank=True)
    filed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("Filed by")
    )
    filed_at = models.DateTimeField(_("Filed"), default=clock.now)
    decided_at = models.DateTimeField(_("Decided"), null=True, blank=True)
    returned_version = models.PositiveIntegerField(_("Version returned last"), default=0)
    returned_at = models.DateTimeField(_("Returned last"), null=True, blank=True)

    objects = NeedQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = _("Need for data return")
        ordering = ("-filed_at", "-pk")
        permissions = [
            ("file_return_need", "File what the own area needs back"),
            ("decide_return_need", "Accept or refuse needs for data return"),
        ]
        default_permissions = ()
        constraints = [
            state_is_known(NeedState),
            state_is_known(ReturnCycle, "cycle"),
            implies(
                "sharing_refused_need_says_why",
                Q(state=NeedState.REFUSED),
                ~Q(opinion=""),
                _("A refusal gives its reasons."),
            ),
            implies(
                "sharing_decided_need_says_when",
                Q(state__in=(NeedState.ACCEPTED, NeedState.REFUSED)),
                Q(decided_at__isnull=False),
                _("A decision has a date."),
            ),
            models.UniqueConstraint(
                fields=["entry", "receiver"],
                name="sharing_one_open_need",
                condition=Q(state__in=(NeedState.FILED, NeedState.ACCEPTED)),
                violation_error_message=_("Your area has filed a need for this resource already."),
            ),
        ]
        indexes = [models.Index(fields=["state", "entry"], name="sharing_need_open")]

    def __str__(self) -> str:
        return f"{self.entry} · {self.receiver}"

    def get_absolute_url(self) -> str:
        """The need's page."""
        return reverse("sharing:need-detail", args=[self.public_id])


class ReturnRun(models.Model):
    """One version of a resource, cut by jurisdiction and sent to those who need it (provision 4.4).

    ``rows`` were looked at: ``strays`` of them lie in no jurisdiction, and ``shared`` counts the further
    copies of rows that lie in two (Huaxi also receives the townships that Gui'an manages). So the parcels'
    rows with the ``unclaimed`` ones, whose jurisdictions filed no need, make ``rows - strays + shared``.
    """

    public_id = PublicIdField()
    entry = models.ForeignKey(
        CatalogEntry, models.PROTECT, related_name="return_runs", verbose_name=_("Resource")
    )
    version = models.PositiveIntegerField(_("Data version"))
    since = models.PositiveIntegerField(_("Difference to version"), null=True, blank=True)
    trigger = models.CharField(_("How it was planned"), max_length=10, choices=RunTrigger)
    state = models.CharField(_("State"), max_length=10, choices=RunState, default=RunState.PLANNED)
    rows = models.BigIntegerField(_("Rows looked at"), default=0)
    strays = models.BigIntegerField(_("Rows of no jurisdiction"), default=0)
    shared = models.BigIntegerField(_("Further copies of rows of two jurisdictions"), default=0)
    unclaimed = models.BigIntegerField(_("Rows that nobody asked for"), default=0)
    stray_codes = models.JSONField(_("Area codes of no jurisdiction"), default=dict, blank=True)
    message = models.TextField(_("What went wrong"), blank=True)
    job = models.ForeignKey(
        Job, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Job")
    )
    planned_at = models.DateTimeField(_("Planned at"), default=clock.now)
    finished_at = models.DateTimeField(_("Sent at"), null=True, blank=True)

    objects = RunQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = _("Return run")
        ordering = ("-planned_at", "-pk")
        permissions = [
            ("plan_return", "Plan return runs and send parcels again"),
            ("carry_return", "Cut and send parcels, compare receipts (jobs)"),
        ]
        default_permissions = ()
        constraints = [
            state_is_known(RunState),
            state_is_known(RunTrigger, "trigger"),
            models.UniqueConstraint(
                fields=["entry"],
                name="sharing_one_open_run",
                condition=Q(state__in=(RunState.PLANNED, RunState.RUNNING)),
                violation_error_message=_("This resource is being returned at this moment."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.entry} · v{self.version}"

    def get_absolute_url(self) -> str:
        """The run's page."""
        return reverse("sharing:run-detail", args=[self.public_id])

    @property
    def is_open(self) -> bool:
        """Whether a worker still has to do something."""
        return self.state in {RunState.PLANNED, RunState.RUNNING}


class ReturnParcel(models.Model):
    """One jurisdiction's part of a run: a file, its counts, its digest, the receipt (provision 4.4)."""

    public_id = PublicIdField()
    run = models.ForeignKey(ReturnRun, models.PROTECT, related_name="parcels", verbose_name=_("Return run"))
    need = models.ForeignKey(
        ReturnNeed, models.PROTECT, related_name="parcels", verbose_name=_("Need for data return")
    )
    receiver = models.ForeignKey(
        Organization, models.PROTECT, related_name="parcels", verbose_name=_("Receiver")
    )
    prefixes = ArrayField(models.CharField(max_length=12), verbose_name=_("Jurisdiction"))
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+", verbose_name=_("File"))
    rows = models.BigIntegerField(_("Rows"))
    removed = models.BigIntegerField(_("Of these to be removed"), default=0)
    digest = models.CharField(_("SHA-256"), max_length=64)
    state = models.CharField(_("State"), max_length=10, choices=ParcelState, default=ParcelState.CUT)
    sendings = models.PositiveSmallIntegerField(_("Times sent"), default=0)
    return_due_on = models.DateField(_("Return due"))
    due_on = models.DateField(_("Signature due"), null=True, blank=True)
    cut_at = models.DateTimeField(_("Cut at"), default=clock.now)
    sent_at = models.DateTimeField(_("Sent at"), null=True, blank=True)
    received_at = models.DateTimeField(_("Receipt signed at"), null=True, blank=True)
    received_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("Receipt signed by"),
    )
    received_rows = models.BigIntegerField(_("Rows received"), null=True, blank=True)
    received_digest = models.CharField(_("SHA-256 received"), max_length=64, blank=True)

    objects = ParcelQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = _("Parcel of returned data")
        ordering = ("run", "receiver__area_code", "pk")
        permissions = [("sign_parcel", "Fetch parcels of returned data and sign for them")]
        default_permissions = ()
        constraints = [
            state_is_known(ParcelState),
            models.UniqueConstraint(
                fields=["run", "receiver"],
                name="sharing_one_parcel_per_run",
                violation_error_message=_("This run has a parcel for this receiver already."),
            ),
            implies(
                "sharing_signed_parcel_says_what_came",
                Q(state__in=(ParcelState.RECEIVED, ParcelState.RECONCILED)),
                Q(received_rows__isnull=False, received_by__isnull=False) & ~Q(received_digest=""),
                _("A receipt states the rows and the digest that came, and who signed."),
            ),
            implies(
                "sharing_reconciled_parcel_matches",
                Q(state=ParcelState.RECONCILED),
                Q(received_rows=F("rows"), received_digest=F("digest")),
                _("Only a parcel whose receipt matches is reconciled."),
            ),
            implies(
                "sharing_sent_parcel_has_deadline",
                Q(state=ParcelState.SENT),
                Q(sent_at__isnull=False, due_on__isnull=False),
                _("A parcel that was sent has a day by which it is signed for."),
            ),
        ]
        indexes = [models.Index(fields=["state", "due_on"], name="sharing_parcel_due")]

    def __str__(self) -> str:
        return f"{self.run} · {self.receiver}"

    def get_absolute_url(self) -> str:
        """The parcel's page."""
        return reverse("sharing:parcel-detail", args=[self.public_id])

    @property
    def was_sent(self) -> bool:
        """Whether the receiver may see it."""
        return self.state != ParcelState.CUT

    @property
    def is_signed(self) -> bool:
        """Whether a receipt was given."""
        return self.received_at is not None

"""Units, people, and who holds which office."""

from __future__ import annotations

from django.contrib.auth.models import AbstractUser
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, DateRangeField, RangeOperators
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Func, Q, Value
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from portal.kernel import clock
from portal.kernel.checks import implies, state_is_known
from portal.kernel.fields import PublicIdField

from .choices import UPPER_LEVELS, Level, Office, OrganizationKind
from .credit_code import validate_credit_code
from .querysets import AppointmentQuerySet, OrganizationQuerySet, UserQuerySet


class Organization(models.Model):
    """A body that provides, uses, governs or operates public data (provision 1.2).

    ``area_code`` is a national code of two to twelve digits, or a functional area's private key (letters
    first), which is never printed as a national code; all its units carry that key, its townships' too.
    ``jurisdiction`` lists the prefixes of the area codes that the unit is responsible for; a functional area
    lists its townships, by which rows of data are cut.
    """

    public_id = PublicIdField()
    name = models.CharField(_("Name"), max_length=100, unique=True)
    name_en = models.CharField(_("English name"), max_length=150, blank=True)
    short_name = models.CharField(_("Short name"), max_length=40, blank=True)
    kind = models.CharField(_("Kind"), max_length=30, choices=OrganizationKind)
    level = models.CharField(_("Level"), max_length=20, choices=Level)
    area_code = models.CharField(
        _("Area code"),
        max_length=12,
        validators=[RegexValidator(r"^(\d{2}|\d{4}|\d{6}|\d{9}|\d{12}|[A-Z]{2,8})$")],
    )
    jurisdiction = ArrayField(
        models.CharField(max_length=12), verbose_name=_("Jurisdiction"), default=list, blank=True
    )
    credit_code = models.CharField(
        _("Unified social credit code"),
        max_length=18,
        unique=True,
        validators=[validate_credit_code],
    )
    parent = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
        verbose_name=_("Superior unit"),
    )
    duties = models.TextField(_("Duties"), blank=True)
    contact = models.CharField(_("Contact"), max_length=100, blank=True)
    generated_code = models.BooleanField(_("Credit code generated for the demonstration"), default=False)

    objects = OrganizationQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = _("Unit")
        ordering = ("area_code", "name")
        permissions = [("manage_organization", "Manage units")]
        default_permissions = ()
        constraints = [
            state_is_known(OrganizationKind, "kind"),
            state_is_known(Level, "level"),
            models.CheckConstraint(
                name="members_organization_not_its_parent",
                condition=~Q(parent=F("id")),
                violation_error_message=_("A unit cannot be its own superior."),
            ),
            implies(
                "members_authority_has_jurisdiction",
                Q(kind=OrganizationKind.DATA_AUTHORITY),
                ~Q(jurisdiction=[]),
                _(
                    "A data authority needs a jurisdiction: "
                    "the prefixes of the area codes it is responsible for."
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """The unit's page."""
        return reverse("members:organization-detail", args=[self.public_id])

    def is_reviewed_by(self, authority: Organization) -> bool:
        """Whether ``authority`` is the data authority of this unit's own level and area (provision 1.5)."""
        if authority.kind != OrganizationKind.DATA_AUTHORITY:
            return False
        if self.level in UPPER_LEVELS:
            return authority.level == self.level
        is_local = authority.level not in UPPER_LEVELS
        return is_local and self.area_code.startswith(authority.area_code)

    @property
    def title(self) -> str:
        """The name in the reader's language."""
        return self.name_en if self.name_en and get_language() == "en" else self.name


class User(AbstractUser):
    """A person who signs in, for a unit or as a citizen."""

    first_name = last_name = None  # type: ignore[assignment]  # Chinese names are one word
    unaudited = ("password", "last_login")

    public_id = PublicIdField()
    name = models.CharField(_("Name"), max_length=60)
    name_en = models.CharField(_("English name"), max_length=80, blank=True)
    organization = models.ForeignKey(
        Organization, models.PROTECT, null=True, blank=True, related_name="people", verbose_name=_("Unit")
    )
    phone = models.CharField(_("Telephone"), max_length=30, blank=True)

    # Django's own manager creates users by username; the queryset's reads are added to it.
    directory = UserQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = _("Person")
        ordering = ("username",)
        permissions = [
            ("manage_people", "Manage people and their roles"),
            ("assign_administrator", "Give and take the three administrators' roles"),
        ]
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                name="members_nobody_holds_all_rights",
                condition=Q(is_superuser=False),
                violation_error_message=_("No account holds all rights: administrators check each other."),
            )
        ]

    def __str__(self) -> str:
        return self.get_full_name()

    def get_full_name(self) -> str:
        """The name in the reader's language."""
        if get_language() == "en" and self.name_en:
            return self.name_en
        return self.name or self.username

    def get_short_name(self) -> str:
        """The same: Chinese names are short."""
        return self.get_full_name()

    def get_absolute_url(self) -> str:
        """The person's page."""
        return reverse("members:person-detail", args=[self.public_id])


class Appointment(models.Model):
    """A person holds an office in a unit for a term (provision 1.5); terms of one office do not overlap."""

    public_id = PublicIdField()
    organization = models.ForeignKey(
        Organization, models.PROTECT, related_name="appointments", verbose_name=_("Unit")
    )
    person = models.ForeignKey(User, models.PROTECT, related_name="appointments", verbose_name=_("Person"))
    office = models.CharField(_("Office"), max_length=20, choices=Office)
    starts_on = models.DateField(_("From"))
    ends_on = models.DateField(_("Until"), null=True, blank=True)
    document = models.CharField(_("Document of appointment"), max_length=150, blank=True)

    objects = AppointmentQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = _("Appointment")
        ordering = ("organization", "office", "-starts_on")
        permissions = [("manage_appointment", "Manage appointments")]
        default_permissions = ()
        constraints = [
            state_is_known(Office, "office"),
            models.CheckConstraint(
                name="members_appointment_ends_after_start",
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                violation_error_message=_("The term ends before it starts."),
            ),
            ExclusionConstraint(
                name="members_appointment_terms_apart",
                expressions=[
                    ("organization", RangeOperators.EQUAL),
                    ("office", RangeOperators.EQUAL),
                    (
                        Func(
                            "starts_on",
                            "ends_on",
                            Value("[]"),
                            function="daterange",
                            output_field=DateRangeField(),
                        ),
                        RangeOperators.OVERLAPS,
                    ),
                ],
                condition=~Q(office=Office.DATA_OFFICER),
                violation_error_message=_("This office is already held by somebody during that term."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} · {self.get_office_display()} · {self.organization}"

    def get_absolute_url(self) -> str:
        """The appointment's page."""
        return reverse("members:appointment-detail", args=[self.public_id])

    @property
    def is_over(self) -> bool:
        """Whether the term has ended."""
        return self.ends_on is not None and self.ends_on < clock.today()

    def clean(self) -> None:
        """The person belongs to the unit."""
        if self.person_id and self.person.organization_id != self.organization_id:
            raise ValidationError({"person": _("This person does not belong to the unit.")})

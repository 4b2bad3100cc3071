"""The words of inspection and assessment."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class InspectionKind(models.TextChoices):
    """How an inspection came about (provision 8.2)."""

    SCHEDULED = "scheduled", _("Regular inspection")
    AD_HOC = "ad_hoc", _("Special inspection")


class InspectionState(models.TextChoices):
    """Where an inspection stands."""

    PLANNED = "planned", _("Planned")
    RUNNING = "running", _("Under way")
    DONE = "done", _("Done")
    FAILED = "failed", _("Failed")


class Severity(models.TextChoices):
    """How much weight a finding has."""

    MINOR = "minor", _("Minor")
    MAJOR = "major", _("Major")


class FindingState(models.TextChoices):
    """Whether a finding still stands."""

    OPEN = "open", _("Open finding")
    SETTLED = "settled", _("Settled")


class OrderState(models.TextChoices):
    """Where a rectification order stands (provision 8.2)."""

    ORDERED = "ordered", _("To be rectified")
    SUBMITTED = "submitted", _("Awaiting re-check")
    RETURNED = "returned", _("Not yet rectified")
    VERIFIED = "verified", _("Rectified after the deadline")
    CLOSED = "closed", _("Closed")


class SchemeState(models.TextChoices):
    """Where an assessment scheme stands (provision 8.3)."""

    DRAFT = "draft", _("Draft")
    IN_FORCE = "in_force", _("In force")
    RETIRED = "retired", _("Retired")


class AssessmentState(models.TextChoices):
    """Where an assessment stands (provision 8.3)."""

    PLANNED = "planned", _("Being computed")
    COMPUTED = "computed", _("Awaiting publication")
    PUBLISHED = "published", _("Published")
    FAILED = "failed", _("Failed")

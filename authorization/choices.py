"""The words of authorised operation (授权运营)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.members.choices import OrganizationKind

#: Units that may lead a domain.
LEADING = (OrganizationKind.ADMINISTRATIVE_ORGAN, OrganizationKind.DATA_AUTHORITY)


class DomainState(models.TextChoices):
    """Whether operators may apply for a domain (provision 6.1)."""

    DRAFT = "draft", _("In preparation")
    OPEN = "open", _("Open to applications")
    CLOSED = "closed", _("Closed to applications")


class ResourceState(models.TextChoices):
    """Whether a resource is put under operation."""

    REGISTERED = "registered", _("Under operation")
    WITHDRAWN = "withdrawn", _("Taken out of operation")


class ApplicationState(models.TextChoices):
    """Where an application stands between drafting and decision."""

    DRAFT = "draft", _("Draft")
    SUBMITTED = "submitted", _("Awaiting the data authority's review")
    RETURNED = "returned", _("Returned for completion")
    REVIEWED = "reviewed", _("Awaiting the department's assessment")
    ASSESSED = "assessed", _("Awaiting decision")
    APPROVED = "approved", _("Operation approved")
    REFUSED = "refused", _("Operation refused")
    WITHDRAWN = "withdrawn", _("Taken back")


#: States in which somebody's decision is awaited, with a deadline.
AWAITING = (ApplicationState.SUBMITTED, ApplicationState.REVIEWED, ApplicationState.ASSESSED)
#: States in which an operator may not file a second application for the domain.
OPEN = (*AWAITING, ApplicationState.DRAFT, ApplicationState.RETURNED)


class AgreementState(models.TextChoices):
    """Where an agreement stands between signature and end."""

    SIGNED = "signed", _("Signed, not yet in force")
    ACTIVE = "active", _("Agreement in force")
    EXPIRED = "expired", _("Expired")
    TERMINATED = "terminated", _("Terminated early")


#: States of agreements that run or will run, whatever their dates say today.
RUNNING = (AgreementState.SIGNED, AgreementState.ACTIVE)


class EvaluationState(models.TextChoices):
    """Where the evaluation of a year stands."""

    REPORTED = "reported", _("Reported, awaiting evaluation")
    EVALUATED = "evaluated", _("Evaluated and published")


class EvaluationResult(models.TextChoices):
    """What the evaluation of a year found."""

    GOOD = "good", _("Good")
    PASS = "pass", _("Satisfactory")
    FAIL = "fail", _("Not satisfactory")

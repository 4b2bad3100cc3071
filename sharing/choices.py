"""The words of sharing."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class RequestState(models.TextChoices):
    """Where a sharing request stands between drafting and decision (provision 4.1)."""

    DRAFT = "draft", _("Draft")
    SUBMITTED = "submitted", _("Awaiting endorsement")
    ENDORSED = "endorsed", _("Awaiting conformity check")
    RETURNED = "returned", _("Returned for completion")
    CHECKED = "checked", _("Awaiting the provider's reply")
    APPROVED = "approved", _("Sharing approved")
    REFUSED = "refused", _("Sharing refused")
    WITHDRAWN = "withdrawn", _("Taken back")


class GrantState(models.TextChoices):
    """Whether a grant still gives access (provision 4.2)."""

    ACTIVE = "active", _("In force")
    SUSPENDED = "suspended", _("Suspended")
    EXPIRED = "expired", _("Expired")
    REVOKED = "revoked", _("Revoked")


class AskedType(models.TextChoices):
    """The sharing types under which data can be asked for."""

    UNCONDITIONAL = "unconditional", _("Unconditional sharing")
    CONDITIONAL = "conditional", _("Conditional sharing")


class Delivery(models.TextChoices):
    """How the consumer gets the data; looking rows up on a page is part of each."""

    QUERY = "query", _("Query on pages")
    FILE = "file", _("Query and CSV download")
    API = "api", _("Query and REST interface")


class UseKind(models.TextChoices):
    """Through which door data was taken."""

    PAGE = "page", _("Page")
    DOWNLOAD = "download", _("CSV download")
    API = "api", _("REST interface")


class UseOutcome(models.TextChoices):
    """What became of a use."""

    SERVED = "served", _("Served")
    RUNNING = "running", _("In progress")
    STOPPED = "stopped", _("Stopped before the end")
    REFUSED = "refused", _("Use refused")


#: The doors that each way of delivery opens.
DOORS = {
    Delivery.QUERY: frozenset({UseKind.PAGE}),
    Delivery.FILE: frozenset({UseKind.PAGE, UseKind.DOWNLOAD}),
    Delivery.API: frozenset({UseKind.PAGE, UseKind.API}),
}


class NeedState(models.TextChoices):
    """Whether data is returned to a lower level as it asked (provision 4.4)."""

    FILED = "filed", _("Awaiting a decision")
    ACCEPTED = "accepted", _("Being returned")
    REFUSED = "refused", _("Not returned")
    WITHDRAWN = "withdrawn", _("Taken back")


class ReturnCycle(models.TextChoices):
    """How often newer data is returned."""

    WEEKLY = "weekly", _("Weekly")
    MONTHLY = "monthly", _("Monthly")
    QUARTERLY = "quarterly", _("Quarterly")
    YEARLY = "yearly", _("Yearly")


class RunTrigger(models.TextChoices):
    """Why a return run was planned."""

    SCHEDULE = "schedule", _("By schedule")
    HAND = "hand", _("By hand")


class RunState(models.TextChoices):
    """How far one version of a resource is on its way down (provision 4.4)."""

    PLANNED = "planned", _("Planned")
    RUNNING = "running", _("Being cut")
    COMPLETE = "complete", _("All parcels sent")
    FAILED = "failed", _("Failed")


class ParcelState(models.TextChoices):
    """Where a jurisdiction's part stands between cutting and reconciliation (provision 4.4)."""

    CUT = "cut", _("Cut")
    SENT = "sent", _("Awaiting the receiver's signature")
    RECEIVED = "received", _("Signed for")
    RECONCILED = "reconciled", _("Reconciled")
    MISSING = "missing", _("Does not match")


#: Days after which a cycle is due again.
CYCLE_DAYS = {
    ReturnCycle.WEEKLY: 7,
    ReturnCycle.MONTHLY: 28,
    ReturnCycle.QUARTERLY: 89,
    ReturnCycle.YEARLY: 364,
}

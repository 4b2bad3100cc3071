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


#: The doors that each way of delivery opens.
DOORS = {
    Delivery.QUERY: frozenset({UseKind.PAGE}),
    Delivery.FILE: frozenset({UseKind.PAGE, UseKind.DOWNLOAD}),
    Delivery.API: frozenset({UseKind.PAGE, UseKind.API}),
}

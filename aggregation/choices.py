"""The words of aggregation."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.store.choices import Fault


class ResourceKind(models.TextChoices):
    """What an entry is mounted with (provision 2.1)."""

    TABLE = "table", _("Table")
    FILE = "file", _("File")
    SERVICE = "service", _("Service interface")


class MountState(models.TextChoices):
    """Where a mounted resource stands."""

    MOUNTED = "mounted", _("Mounted, no data yet")
    VERIFIED = "verified", _("Mounted, with data")
    OFFLINE = "offline", _("Offline")


class BatchState(models.TextChoices):
    """Where a batch stands between arrival and publication (provision 3.2)."""

    RECEIVED = "received", _("Received")
    LOADING = "loading", _("Loading")
    LOADED = "loaded", _("Loaded")
    REJECTED = "rejected", _("Turned down")
    FAILED = "failed", _("Failed")
    DISCARDED = "discarded", _("Discarded")


class HoldReason(models.TextChoices):
    """Why a resource is stopped at every exit (provision 7.1); all that its readers are told."""

    SECURITY = "security", _("Data security incident")


class Channel(models.TextChoices):
    """The exit through which the objector got the data (provisions 4.3 and 5.3)."""

    SHARING = "sharing", _("Data sharing")
    OPENING = "opening", _("Data opening")


class ObjectionKind(models.TextChoices):
    """What an objection says is wrong."""

    ERROR = "error", _("The data is wrong")
    INCOMPLETE = "incomplete", _("Data is missing")
    OUTDATED = "outdated", _("The data is out of date")
    INFRINGEMENT = "infringement", _("It infringes rights or interests")
    LEAK = "leak", _("It discloses personal information or secrets")


#: What such an objection points at must not be pointed at once more by its notice.
DISCREET_KINDS = frozenset({ObjectionKind.INFRINGEMENT, ObjectionKind.LEAK})


class ObjectionState(models.TextChoices):
    """Where an objection stands between raising and closing."""

    RAISED = "raised", _("Awaiting acceptance")
    ACCEPTED = "accepted", _("Accepted, awaiting verification")
    VERIFYING = "verifying", _("Being verified")
    UPHELD = "upheld", _("Upheld, awaiting correction")
    DISMISSED = "dismissed", _("Objection dismissed")
    REDIRECTED = "redirected", _("Another remedy applies")
    CLOSED = "closed", _("Objection closed")


class Outcome(models.TextChoices):
    """What the provider found."""

    PENDING = "pending", _("Not decided yet")
    UPHELD = "upheld", _("Objection upheld")
    DISMISSED = "dismissed", _("Objection dismissed")
    REDIRECTED = "redirected", _("Another remedy applies")


#: States in which an objection waits for its answer.
UNDECIDED = (ObjectionState.RAISED, ObjectionState.ACCEPTED, ObjectionState.VERIFYING)
#: States in which somebody still has to do something about it.
UNFINISHED = (*UNDECIDED, ObjectionState.UPHELD)
#: States in which it flags the data wherever that is served.
FLAGGING = (ObjectionState.ACCEPTED, ObjectionState.VERIFYING, ObjectionState.UPHELD)

#: States in which it is decided on the page that shows the evidence beside the decision.
DESK_STATES = UNDECIDED

#: The rules in a word; the sentences are the store's.
RULE_NAMES = {
    Fault.RAGGED: _("Number of items"),
    Fault.ENCODING: _("Encoding"),
    Fault.TYPE: _("Type"),
    Fault.REQUIRED: _("Required value"),
    Fault.LENGTH: _("Length"),
    Fault.PATTERN: _("Required form"),
    Fault.MINIMUM: _("Minimum"),
    Fault.MAXIMUM: _("Maximum"),
    Fault.ALLOWED: _("List of values"),
    Fault.CHECK: _("Check digit"),
    Fault.DUPLICATE: _("Repeated key"),
}

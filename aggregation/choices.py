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

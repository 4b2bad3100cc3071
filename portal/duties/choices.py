"""The words for documents, and for the units of rules."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class DocumentKind(models.TextChoices):
    """What rank a document has."""

    LAW = "law", _("Law")
    STATE_REGULATION = "state_regulation", _("Administrative regulation of the State Council")
    LOCAL_REGULATION = "local_regulation", _("Local regulation")
    GOVERNMENT_RULE = "government_rule", _("Rule of a local government")
    NORMATIVE = "normative", _("Normative document")


class Standing(models.TextChoices):
    """Whether a document binds today."""

    DRAFT = "draft", _("Draft for comment")
    IN_FORCE = "in_force", _("In force")
    SUPERSEDED = "superseded", _("Superseded")
    REPEALED = "repealed", _("Repealed")


#: What the units of declared rules are called; another unit is shown as it is declared.
UNITS = {
    "MB": _("MB"),
    "bytes": _("bytes"),
    "days": _("days"),
    "generations": _("generations"),
    "hours": _("hours"),
    "month and day": _("month and day"),
    "months": _("months"),
    "points": _("points"),
    "rows": _("rows"),
    "share": _("share"),
    "working days": _("working days"),
    "years": _("years"),
}

#: What the parts of a table of values are called, and the source of the store's own limits.
PARTS = {
    "realtime": _("Real time"),
    "daily": _("Daily"),
    "weekly": _("Weekly"),
    "monthly": _("Monthly"),
    "quarterly": _("Quarterly"),
    "half_yearly": _("Half-yearly"),
    "yearly": _("Yearly"),
    "supporter": _("for each supporter"),
    "priority": _("for each priority reason"),
    "days_per_point": _("days of waiting for a point"),
    "waiting_cap": _("at most for waiting"),
}
SOURCES = {"the portal's own choice": _("◦ the portal's own choice")}

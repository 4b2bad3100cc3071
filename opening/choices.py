"""The words of the public portal."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class DatasetState(models.TextChoices):
    """Where a dataset stands with the public (provision 5.1)."""

    OPEN = "open", _("Open to the public")
    SUSPENDED = "suspended", _("Suspended")
    WITHDRAWN = "withdrawn", _("Withdrawn from the portal")


class Sort(models.TextChoices):
    """The orders in which datasets are listed."""

    RELEVANCE = "relevance", _("Best match")
    NEWEST = "newest", _("Newest")
    USED = "used", _("Most used")


class Freshness(models.TextChoices):
    """A dataset's age against the cycle that its provider declared."""

    FRESH = "fresh", _("Up to date")
    LATE = "late", _("Update overdue")
    NO_CYCLE = "no_cycle", _("Updated as needed")


class Usage(models.TextChoices):
    """What is counted of a dataset's use; programs that call themselves robots are left out."""

    VIEW = "views", _("Page views")
    DOWNLOAD = "downloads", _("Downloads")
    CALL = "api_calls", _("API calls")


class DemandChannel(models.TextChoices):
    """How a demand reached the portal (provision 5.2: online and offline)."""

    ONLINE = "online", _("Online")
    COUNTER = "counter", _("At the counter")
    PHONE = "phone", _("By telephone")
    LETTER = "letter", _("By letter")


class Priority(models.TextChoices):
    """Why data is opened first, in the measure's words (provision 5.2)."""

    LIVELIHOOD = "livelihood", _("Close to people's livelihood")
    URGENT = "urgent", _("Urgently needed")
    HIGH_VALUE = "high_value", _("High added value")
    STRATEGIC = "strategic", _("Strategically significant")


class DemandState(models.TextChoices):
    """Where a demand for opening stands (provision 5.2)."""

    FILED = "filed", _("Waiting for the data authority")
    ROUTED = "routed", _("Waiting for the unit's answer")
    PROMISED = "promised", _("Opening promised")
    DECLINED = "declined", _("Demand declined")
    FULFILLED = "fulfilled", _("Now open")
    MERGED = "merged", _("Merged into another demand")


#: Somebody still has to do something; these are ranked, and can be supported.
UNFINISHED_DEMANDS = (DemandState.FILED, DemandState.ROUTED, DemandState.PROMISED)
#: The public knows what was said.
ANSWERED_DEMANDS = (DemandState.PROMISED, DemandState.DECLINED, DemandState.FULFILLED)


#: Terms of data opened without conditions. Our choice until the measure's own articles are at hand.
LICENCE = (
    "无条件开放。任何人可以免费获取、复制、传播、加工这份数据，包括用于商业目的；"
    "使用时请注明数据提供单位、数据名称和数据版本，不得用于识别特定个人，不得歪曲数据原意。"
)
LICENCE_EN = (
    "Open without conditions. Anyone may obtain, copy, share and process this data free of charge, for "
    "business too. Name the provider, the dataset and its version; do not use it to identify individuals or "
    "distort its meaning."
)

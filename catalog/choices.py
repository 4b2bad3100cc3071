"""The words of the national catalog guide (发改高技〔2017〕1272号) and of the measure."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class EntryState(models.TextChoices):
    """Where an entry stands between compiling and withdrawal (provision 2.1)."""

    DRAFT = "draft", _("Draft")
    SUBMITTED = "submitted", _("Awaiting signature")
    SIGNED = "signed", _("Awaiting review")
    RETURNED = "returned", _("Returned for revision")
    APPROVED = "approved", _("Awaiting publication")
    PUBLISHED = "published", _("Published")
    REVISING = "revising", _("Under revision")
    WITHDRAWN = "withdrawn", _("Withdrawn")


#: States in which the working copy says exactly what was published.
AT_REST = (EntryState.PUBLISHED, EntryState.WITHDRAWN)


class Theme(models.TextChoices):
    """The subjects under which the public browses."""

    FINANCE_TAX = "finance-tax", _("Finance and taxes")
    BUSINESS = "business", _("Business and trade")
    TRANSPORT = "transport", _("Transport")
    EDUCATION_SCIENCE = "education-science", _("Education and science")
    HEALTH = "health", _("Health")
    SOCIAL_SECURITY = "social-security", _("Social security and work")
    COMMUNITIES = "communities", _("Communities")
    HOUSING = "housing", _("City and housing")
    ENVIRONMENT = "environment", _("Environment")
    AGRICULTURE = "agriculture", _("Farming and countryside")
    CULTURE_TOURISM = "culture-tourism", _("Culture and tourism")
    PUBLIC_SAFETY = "public-safety", _("Public safety")
    PUBLIC_UTILITIES = "public-utilities", _("Water, power, gas, networks")
    GEOGRAPHY = "geography", _("Places and divisions")


class FormatCategory(models.TextChoices):
    """Element 7a of the guide."""

    FILE = "file", _("Electronic file")
    SPREADSHEET = "spreadsheet", _("Spreadsheet")
    DATABASE = "database", _("Database")
    IMAGE = "image", _("Image")
    STREAM = "stream", _("Streaming media")
    SELF_DESCRIBING = "self_describing", _("Self-describing format")
    SERVICE = "service", _("Service interface")


class SharingType(models.TextChoices):
    """Element 9a: how other units get it (provision 4.1)."""

    UNCONDITIONAL = "unconditional", _("Unconditional sharing")
    CONDITIONAL = "conditional", _("Conditional sharing")
    NOT_SHARED = "not_shared", _("Not shared")


class SharingMethod(models.TextChoices):
    """Element 9c."""

    FILE = "file", _("File download")
    SERVICE = "service", _("Service interface (sharing)")
    DATABASE = "database", _("Database exchange")


class OpenType(models.TextChoices):
    """Element 10a: how the public gets it (provision 5.1)."""

    OPEN = "open", _("Unconditional opening")
    CONDITIONAL = "conditional", _("Conditional opening")
    CLOSED = "closed", _("Not open")


class UpdateCycle(models.TextChoices):
    """Element 11."""

    REALTIME = "realtime", _("Real time")
    DAILY = "daily", _("Daily")
    WEEKLY = "weekly", _("Weekly")
    MONTHLY = "monthly", _("Monthly")
    QUARTERLY = "quarterly", _("Quarterly")
    HALF_YEARLY = "half_yearly", _("Half-yearly")
    YEARLY = "yearly", _("Yearly")
    IRREGULAR = "irregular", _("Irregular")
    ONE_OFF = "one_off", _("Once")


#: Longest time between two deliveries of each cycle, in days; what is irregular or once is never late.
CYCLE_DAYS: dict[str, int] = {
    UpdateCycle.REALTIME: 1,
    UpdateCycle.DAILY: 1,
    UpdateCycle.WEEKLY: 7,
    UpdateCycle.MONTHLY: 31,
    UpdateCycle.QUARTERLY: 92,
    UpdateCycle.HALF_YEARLY: 184,
    UpdateCycle.YEARLY: 366,
}


class Grade(models.TextChoices):
    """Sensitivity in four levels, as DB33/T 2350-2021 splits general data (provision 7.4)."""

    L1 = "L1", _("L1 not sensitive")
    L2 = "L2", _("L2 slightly sensitive")
    L3 = "L3", _("L3 fairly sensitive")
    L4 = "L4", _("L4 sensitive")


class DataType(models.TextChoices):
    """Element 8: the guide's letters for the type of an item."""

    TEXT = "C", _("Text (C)")
    NUMBER = "N", _("Number (N)")
    MONEY = "Y", _("Money (Y)")
    DATE = "D", _("Date (D)")
    MOMENT = "T", _("Date and time (T)")
    LOGICAL = "L", _("Yes or no (L)")
    MEMO = "M", _("Long text (M)")
    GENERAL = "G", _("General (G)")
    DOUBLE = "B", _("Double precision (B)")
    INTEGER = "I", _("Whole number (I)")
    FLOAT = "F", _("Floating point (F)")


class Provenance(models.TextChoices):
    """Whether the rows describe something that exists."""

    REAL = "real", _("Real data")
    GENERATED = "generated", _("Generated for demonstration")


class ListScope(models.TextChoices):
    """Whose duties a responsibility list gathers (provision 2.2)."""

    UNIT = "unit", _("One unit")
    DISTRICT = "district", _("District, county or functional area")
    CITY = "city", _("Whole city")


class ListState(models.TextChoices):
    """A responsibility list: drafted live from the catalog, frozen when published, replaced by the next."""

    DRAFT = "draft", _("Draft")
    PUBLISHED = "published", _("In force")
    SUPERSEDED = "superseded", _("Superseded")


class Fulfilment(models.TextChoices):
    """What became of one promise of a responsibility list."""

    KEPT = "kept", _("Promise kept")
    LATE = "late", _("Update overdue")
    EMPTY = "empty", _("No data yet")
    NOT_MOUNTED = "not_mounted", _("Not mounted")
    WITHDRAWN = "withdrawn", _("Withdrawn since")

"""The store's vocabulary: types of items, ways to load, states of a version, reasons to reject."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class DataType(models.TextChoices):
    """What an item holds."""

    TEXT = "text", _("Text")
    INTEGER = "integer", _("Integer")
    DECIMAL = "decimal", _("Decimal number")
    DATE = "date", _("Date")
    DATETIME = "datetime", _("Date and time")
    BOOLEAN = "boolean", _("Yes or no")
    DOUBLE = "double", _("Floating-point number")


class LoadMode(models.TextChoices):
    """What a load does to the rows that are there."""

    REPLACE = "replace", _("Replace all rows")
    APPEND = "append", _("Append rows")
    UPSERT = "upsert", _("Update by key")


class VersionState(models.TextChoices):
    """Where a version stands."""

    OPEN = "open", _("Being filled")
    PUBLISHED = "published", _("Published to readers")
    ABORTED = "aborted", _("Given up")


class CheckKind(models.TextChoices):
    """Check digits and codes that an item may have to satisfy."""

    USCC = "uscc", _("Unified social credit code")
    RESIDENT_ID = "resident_id", _("Resident identity number")
    AREA_CODE = "area_code", _("Administrative division code")


class Fault(models.TextChoices):
    """Why a record was turned down; the label is the sentence, ``{detail}`` the rule's own value."""

    RAGGED = "ragged", _("The record has another number of items than the header ({detail}).")
    ENCODING = "encoding", _("The value holds bytes that are no text in the file's encoding.")
    TYPE = "type", _("The value is not of the item's type ({detail}).")
    REQUIRED = "required", _("The item must have a value.")
    LENGTH = "length", _("The value is longer than {detail} characters.")
    PATTERN = "pattern", _("The value does not have the required form ({detail}).")
    MINIMUM = "minimum", _("The value is below {detail}.")
    MAXIMUM = "maximum", _("The value is above {detail}.")
    ALLOWED = "allowed", _("The value is not in the list of allowed values.")
    CHECK = "check", _("The value fails its check ({detail}).")
    DUPLICATE = "duplicate", _("Another record has the same key.")


class Sign(models.TextChoices):
    """What identifies people, as the scan of a version tells it."""

    RESIDENT_ID = "resident_id", _("Resident identity number")
    MOBILE = "mobile", _("Mobile telephone number")
    BANK_CARD = "bank_card", _("Bank card number")
    EMAIL = "email", _("E-mail address of a person")
    PLATE = "plate", _("Vehicle plate number")
    HOME_ADDRESS = "home_address", _("Home address")
    NAME = "name", _("Name of a person")

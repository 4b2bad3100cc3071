"""What the store knows: tables, their items, their versions, turned-down values, and files.

The rows themselves lie in the database schema ``store`` under opaque names (``store.t17``); see ``ddl``.
"""

from __future__ import annotations

from decimal import Decimal
from typing import ClassVar

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.kernel import clock
from portal.kernel.checks import state_is_known
from portal.kernel.fields import PublicIdField

from .choices import CheckKind, DataType, Fault, LoadMode, VersionState


class StoredFile(models.Model):
    """Bytes that were handed in, kept once under the name of their SHA-256."""

    public_id = PublicIdField()
    sha256 = models.CharField(_("SHA-256"), max_length=64, unique=True)
    size = models.BigIntegerField(_("Size in bytes"))
    name = models.CharField(_("Original name"), max_length=255)
    media_type = models.CharField(_("Media type"), max_length=127, blank=True)
    kept_at = models.DateTimeField(_("Kept"), default=clock.now)

    class Meta:
        verbose_name = verbose_name_plural = _("Stored file")
        default_permissions = ()

    def __str__(self) -> str:
        return self.name

    @property
    def path(self) -> str:
        """Where the storage keeps it."""
        return f"files/{self.sha256[:2]}/{self.sha256[2:4]}/{self.sha256}"


class StoreTable(models.Model):
    """A table of the data plane and the pointer to what its readers see."""

    public_id = PublicIdField()
    current_generation = models.IntegerField(_("Current generation"), default=0)
    current_version = models.IntegerField(_("Current version"), default=0)
    row_count = models.BigIntegerField(_("Rows"), default=0)
    oldest_generation = models.IntegerField(_("Oldest kept generation"), default=1)
    settled_version = models.IntegerField(_("Version that careful readers stay with"), null=True, blank=True)
    settled_generation = models.IntegerField(_("Generation of that version"), null=True, blank=True)
    let_pass = models.JSONField(_("Signs of personal information that were let pass"), default=list)
    first_version_of_shape = models.IntegerField(_("First version with these items"), default=1)
    shape = models.IntegerField(_("Times that the items were changed"), default=0)
    last_generation = models.IntegerField(_("Last generation"), default=0)
    last_version = models.IntegerField(_("Last version"), default=0)
    last_row = models.BigIntegerField(_("Last row number"), default=0)
    last_column = models.IntegerField(_("Last column number"), default=0)
    created_at = models.DateTimeField(_("Created"), default=clock.now)

    class Meta:
        verbose_name = verbose_name_plural = _("Stored table")
        default_permissions = ()

    def __str__(self) -> str:
        return f"t{self.pk}"

    @property
    def version_in_sight(self) -> int:
        """The version that careful readers see: the current one, or that before what is held back."""
        return self.current_version if self.settled_version is None else self.settled_version


class StoreColumn(models.Model):
    """An item of a table: its title, type and rules, and the opaque name that it has in the database."""

    table = models.ForeignKey(StoreTable, models.CASCADE, related_name="columns")
    position = models.PositiveIntegerField(_("Position"))
    physical = models.CharField(_("Name in the database"), max_length=12)
    name = models.TextField(_("Title"))
    data_type = models.CharField(_("Type"), max_length=10, choices=DataType, default=DataType.TEXT)
    length = models.PositiveIntegerField(_("Length in characters"), null=True, blank=True)
    precision = models.PositiveSmallIntegerField(_("Digits"), null=True, blank=True)
    scale = models.PositiveSmallIntegerField(_("Decimal places"), null=True, blank=True)
    required = models.BooleanField(_("Must have a value"), default=False)
    key = models.BooleanField(_("Part of the key"), default=False)
    searchable = models.BooleanField(_("Searchable"), default=False)
    rules = models.JSONField(_("Rules"), default=dict, blank=True, encoder=DjangoJSONEncoder)
    reference = models.CharField(_("Reference list"), max_length=200, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = _("Item of a stored table")
        default_permissions = ()
        ordering: ClassVar = ["table", "position"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["table", "name"], name="store_column_name_once"),
            models.UniqueConstraint(fields=["table", "physical"], name="store_column_physical_once"),
            state_is_known(DataType, field="data_type"),
        ]

    def __str__(self) -> str:
        return self.name


class TableVersion(models.Model):
    """One load of a table: open while it is filled, then published or aborted; numbers are used once."""

    table = models.ForeignKey(StoreTable, models.CASCADE, related_name="versions")
    number = models.IntegerField(_("Version"))
    generation = models.IntegerField(_("Generation"))
    staging = models.IntegerField(_("Stand-alone partition that is filled"), null=True, blank=True)
    mode = models.CharField(_("Way of loading"), max_length=10, choices=LoadMode)
    state = models.CharField(_("State"), max_length=10, choices=VersionState, default=VersionState.OPEN)
    attempt = models.IntegerField(_("Attempt"), default=0)
    slice_rows = models.IntegerField(_("Records per slice"))
    last_slice = models.IntegerField(_("Last committed slice"), default=0)
    first_row = models.BigIntegerField(_("Row number before the first"), default=0)
    rows_read = models.BigIntegerField(_("Records read"), default=0)
    loaded = models.BigIntegerField(_("Records loaded"), default=0)
    rejected = models.BigIntegerField(_("Records turned down"), default=0)
    added = models.BigIntegerField(_("Rows added"), default=0)
    changed = models.BigIntegerField(_("Rows changed"), default=0)
    removed = models.BigIntegerField(_("Rows removed"), default=0)
    unchanged = models.BigIntegerField(_("Rows unchanged"), default=0)
    rows = models.BigIntegerField(_("Rows in this version"), default=0)
    digest = models.CharField(_("Digest of the rows"), max_length=32, blank=True)
    hash_algorithm = models.CharField(_("Row hash"), max_length=20, default="sha256-128/1")
    signs = models.JSONField(_("Items with text that begins with a sign"), null=True, blank=True)
    profile = models.JSONField(_("Profile"), default=dict, blank=True, encoder=DjangoJSONEncoder)
    scan = models.JSONField(_("Signs of personal information"), null=True, blank=True)
    opened_at = models.DateTimeField(_("Opened"), default=clock.now)
    filled_at = models.DateTimeField(_("Filled"), null=True, blank=True)
    published_at = models.DateTimeField(_("Published"), null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = _("Version of a stored table")
        default_permissions = ()
        ordering: ClassVar = ["table", "-number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["table", "number"], name="store_version_number_once"),
            models.UniqueConstraint(
                fields=["table"],
                name="store_version_open_once",
                condition=models.Q(state=VersionState.OPEN),
                violation_error_message=_("Another version of this table is being filled."),
            ),
            state_is_known(VersionState),
            state_is_known(LoadMode, field="mode"),
        ]

    def __str__(self) -> str:
        return f"{self.table} v{self.number}"

    @property
    def rejected_share(self) -> Decimal:
        """Turned-down records among those read, 0 to 1."""
        return Decimal(self.rejected) / Decimal(self.rows_read) if self.rows_read else Decimal(0)


class Reject(models.Model):
    """One value for which a record was turned down, with the rule that it broke."""

    version = models.ForeignKey(TableVersion, models.CASCADE, related_name="rejects")
    record = models.BigIntegerField(_("Record"))
    column = models.TextField(_("Item"), blank=True)
    value = models.CharField(_("Value"), max_length=200, blank=True)
    rule = models.CharField(_("Rule"), max_length=10, choices=Fault)
    detail = models.CharField(_("Limit"), max_length=200, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = _("Turned-down value")
        default_permissions = ()
        ordering: ClassVar = ["version", "record", "id"]
        constraints: ClassVar = [state_is_known(Fault, field="rule")]

    def __str__(self) -> str:
        return f"{self.record} {self.column}: {self.rule}"

    @property
    def message(self) -> str:
        """The sentence for whoever sent the file."""
        words = dict(DataType.choices) | dict(CheckKind.choices)
        return str(Fault(self.rule).label).replace("{detail}", str(words.get(self.detail, self.detail)))

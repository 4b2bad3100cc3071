"""What stands behind a catalog entry."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from catalog.models import CatalogEntry
from portal.kernel import clock
from portal.kernel.checks import implies, state_is_known
from portal.kernel.fields import PublicIdField
from portal.store.models import StoreTable

from ..choices import MountState, ResourceKind
from ..querysets import MountQuerySet


class MountedResource(models.Model):
    """A table, file or service that holds what a catalog entry describes (挂接, provision 2.1).

    ``entry_version`` is the published version of the entry whose items the table has; ``problem`` says why it
    could not follow a newer one.
    """

    public_id = PublicIdField()
    entry = models.ForeignKey(
        CatalogEntry, models.PROTECT, related_name="mounts", verbose_name=_("Catalog entry")
    )
    kind = models.CharField(
        _("Mounted with"), max_length=10, choices=ResourceKind, default=ResourceKind.TABLE
    )
    table = models.OneToOneField(
        StoreTable, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Stored table")
    )
    state = models.CharField(_("State"), max_length=10, choices=MountState, default=MountState.MOUNTED)
    entry_version = models.PositiveIntegerField(_("Version of the entry"))
    problem = models.TextField(_("Problem"), blank=True)
    mounted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("Mounted by"),
    )
    mounted_at = models.DateTimeField(_("Mounted"), default=clock.now)
    offline_at = models.DateTimeField(_("Taken offline"), null=True, blank=True)
    verified_at = models.DateTimeField(_("First data"), null=True, blank=True)

    objects = MountQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = _("Mounted resource")
        ordering = ("-mounted_at", "pk")
        permissions = [
            ("mount_resource", "Mount the entries of the own unit"),
            ("follow_entry", "Let a table follow its entry (jobs)"),
        ]
        default_permissions = ()
        constraints = [
            state_is_known(ResourceKind, "kind"),
            state_is_known(MountState),
            implies(
                "aggregation_table_mount_has_table",
                Q(kind=ResourceKind.TABLE),
                Q(table__isnull=False),
                _("An entry mounted with a table has a stored table."),
            ),
            implies(
                "aggregation_verified_mount_has_data",
                Q(state=MountState.VERIFIED),
                Q(verified_at__isnull=False),
                _("A resource counts as verified once data has been loaded."),
            ),
            models.UniqueConstraint(
                fields=["entry", "kind"],
                name="aggregation_one_mount_of_a_kind",
                condition=~Q(state=MountState.OFFLINE),
                violation_error_message=_("The entry is mounted in this way already."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.entry} · {self.get_kind_display()}"

    def get_absolute_url(self) -> str:
        """The resource's page."""
        return reverse("aggregation:mount-detail", args=[self.public_id])

    @property
    def is_active(self) -> bool:
        """Whether files may be loaded into it."""
        return self.state != MountState.OFFLINE

    @property
    def is_behind(self) -> bool:
        """Whether the entry was published anew since the table got its items."""
        return self.entry_version < self.entry.version_number

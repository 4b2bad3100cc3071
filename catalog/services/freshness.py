"""Nobody decides on, or overwrites, what he has not seen."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from portal.kernel.errors import Conflict

from ..models import CatalogEntry


class ChangedMeanwhile(Conflict):
    """The entry is not any more what the actor was looking at."""


def refuse_if_changed(entry: CatalogEntry, since: datetime | None) -> None:
    """``ChangedMeanwhile`` where ``changed_at`` is not ``since`` any more, the one that was looked at."""
    if since is not None and entry.changed_at != since:
        raise ChangedMeanwhile(
            _("Somebody changed this entry while you had it open. Look at what changed, then decide again.")
        )

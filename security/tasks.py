"""Work that follows news of aggregation and of the catalog."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from aggregation.models import Batch
from catalog.models import CatalogEntry
from portal.kernel import jobs
from portal.kernel.actor import Actor

from . import services

NOTER = Actor.system("note-finding", "security.note_finding")


@jobs.task("security.note_finding", label=_("Note signs of personal information in loaded data"))
def note_finding(run: jobs.Run, *, record_id: int) -> None:
    """Compare what the scan saw in a batch with what its entry declares."""
    services.note_finding(Batch.objects.get(pk=record_id), actor=NOTER)


@jobs.task("security.compare_declaration", label=_("Compare an entry's declaration with its data"))
def compare_declaration(run: jobs.Run, *, record_id: int) -> None:
    """The same after an entry was published anew."""
    services.note_finding_of_entry(CatalogEntry.objects.get(pk=record_id), actor=NOTER)

"""Chapter 3 of the measure: aggregation of data resources."""

from __future__ import annotations

import pytest

from aggregation import selectors, services
from aggregation.models import Batch
from portal.kernel import jobs
from portal.kernel.errors import NotPermitted
from portal.kernel.models import AuditEvent
from portal.store import query
from tests.aggregation.samples import MIXED, THREE, csv_file

pytestmark = pytest.mark.django_db


@pytest.fixture
def mounted(published, officer):
    return services.mount_entry(published, actor=officer)


@pytest.fixture
def deliver(mounted, officer):
    """A file of the unit on its way through the branch, to its end."""

    def deliver(rows, mode="replace"):
        batch = services.receive_file(mounted, csv_file(rows), mode=mode, actor=officer)
        jobs.run_inline(batch.job)
        batch.refresh_from_db()
        return batch

    return deliver


@pytest.mark.provision("3.2")
class TestTheRouteOfAggregation:
    """Units aggregate in full or in part; data is validated, rejects are explained, everything is counted."""

    def test_a_unit_delivers_its_own_resources_only(self, mounted, other_unit_officer):
        with pytest.raises(NotPermitted):
            services.receive_file(mounted, csv_file(), actor=other_unit_officer)
        assert not Batch.objects.exists()

    def test_a_full_delivery_replaces_what_was_there(self, deliver, mounted):
        deliver(THREE)
        deliver(THREE[:1])
        assert [row[0] for row in query.page(query.Query(mounted.table)).rows] == ["P001"]

    def test_a_partial_delivery_leaves_the_rest_alone(self, deliver):
        deliver(THREE)
        batch = deliver(["P002,南明区,2026-10-02,0.5"], mode="upsert")
        assert (batch.changed, batch.added, batch.removed) == (1, 0, 0)
        assert batch.version.rows == 3

    def test_every_record_is_accounted_for_and_every_reject_explained(self, deliver):
        batch = deliver([*THREE, MIXED[1]])
        assert (batch.rows_read, batch.loaded, batch.rejected) == (4, 3, 1)
        assert all(reject.message for reject in batch.version.rejects.all())

    def test_the_delivery_is_counted_summed_and_traceable(self, deliver, published, officer):
        batch = deliver(THREE)
        published.refresh_from_db()
        assert (published.delivered_rows, len(batch.digest), len(batch.file.sha256)) == (3, 32, 64)
        received = AuditEvent.objects.get(action="aggregation.batch.receive")
        assert (received.user, received.provision) == (officer.user, "3.2")


@pytest.mark.provision("2.1")
class TestMounting:
    """An entry is mounted with tables, files or services, and the mounting rate is watched."""

    def test_the_mounting_rate_rises_with_the_mount(self, published, officer):
        before = selectors.mounting_rate(officer).share
        services.mount_entry(published, actor=officer)
        assert (before, selectors.mounting_rate(officer).share) == (0.0, 1.0)

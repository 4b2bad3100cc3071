"""Chapter 2 of the measure: responsibility lists."""

from __future__ import annotations

import pytest
from django.test import Client

from catalog import selectors, services
from portal.kernel.errors import NotPermitted
from tests.people import STAGE, make_draft, publish

pytestmark = [pytest.mark.django_db, pytest.mark.provision("2.2")]


@pytest.fixture
def published_list(published, officer, cdo):
    return services.publish_list(services.draft_list(actor=officer), actor=cdo)


class TestEachLevelPublishesItsResponsibilityList:
    """Units, districts and the city publish what they promise to share and to open."""

    def test_a_unit_draws_its_list_from_the_live_catalog(self, published, draft, officer):
        lines = selectors.lines_of(services.draft_list(actor=officer))
        assert [(line.resource_code, line.sharing_type, line.open_type) for line in lines] == [
            (published.resource_code, "unconditional", "open")
        ]

    def test_the_chief_data_officer_publishes_it(self, published, officer, cdo):
        draft = services.draft_list(actor=officer)
        with pytest.raises(NotPermitted):
            services.publish_list(draft, actor=officer)
        assert services.publish_list(draft, actor=cdo).published_by == cdo.user

    def test_district_and_city_gather_the_promises_of_their_units(
        self, published, district_officer, district_cdo, district_authority_reviewer, authority_reviewer
    ):
        people = {"officer": district_officer, "cdo": district_cdo, "reviewer": district_authority_reviewer}
        publish(make_draft(district_officer, name="社区医院名录"), **people)
        district = services.draft_list(actor=district_authority_reviewer, scope="district")
        city = services.draft_list(actor=authority_reviewer, scope="city")
        counts = [
            services.publish_list(district, actor=district_authority_reviewer).line_count,
            services.publish_list(city, actor=authority_reviewer).line_count,
        ]
        assert counts == [1, 2]

    def test_anybody_reads_and_takes_away_what_was_published(self, published_list, published):
        visitor = Client()
        page = visitor.get(published_list.get_absolute_url()).content.decode()
        file = visitor.get(published_list.get_absolute_url(), {"format": "csv"})
        assert published.name in page
        assert published.name in b"".join(file.streaming_content).decode()

    def test_every_version_stays_readable_as_it_was(self, published_list, published, officer, cdo):
        services.publish_list(services.draft_list(actor=officer), actor=cdo)
        published_list.refresh_from_db()
        assert published_list.state == "superseded"
        assert published.name in Client().get(published_list.get_absolute_url()).content.decode()

    def test_what_was_promised_stands_beside_what_was_delivered(self, published_list, published):
        before = selectors.promises_kept(published_list)
        services.record_mount(published, actor=STAGE)
        services.record_delivery(published, version=1, rows=3, actor=STAGE)
        assert (before, selectors.promises_kept(published_list)) == ([("not_mounted", 1)], [("kept", 1)])

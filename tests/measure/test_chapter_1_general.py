"""Chapter 1 of the measure: general provisions."""

from __future__ import annotations

import pytest

from catalog import selectors, services
from portal.kernel.errors import NotPermitted
from portal.kernel.models import AuditEvent
from tests.people import make_draft, make_person, make_unit, publish

pytestmark = pytest.mark.django_db


@pytest.mark.provision("1.2")
class TestWhomTheMeasureCovers:
    """Administrative organs, and public enterprises and institutions such as water, power and gas."""

    @pytest.mark.parametrize("kind", ["administrative_organ", "public_utility", "public_institution"])
    def test_a_body_of_every_kind_brings_its_data_into_the_catalog(self, city, authority_reviewer, kind):
        unit = make_unit("贵阳水务集团有限公司", kind=kind)
        people = [make_person(unit, role, role, role) for role in ("data_officer", "cdo")]
        entry = make_draft(people[0], public_service=kind == "public_utility")
        done = publish(entry, officer=people[0], cdo=people[1], reviewer=authority_reviewer)
        assert (done.state, done.provider) == ("published", unit)

    def test_a_resource_says_whether_it_arises_from_a_public_service(self, officer, cdo, authority_reviewer):
        entry = make_draft(officer, public_service=True)
        done = publish(entry, officer=officer, cdo=cdo, reviewer=authority_reviewer)
        assert selectors.published_content(done)["public_service"] is True


@pytest.mark.provision("1.5")
class TestTheDutiesOfEachBody:
    """Chief data officers sign what their unit hands in; each authority reviews its own jurisdiction."""

    def test_nothing_reaches_the_authority_without_the_signature_of_the_chief_data_officer(
        self, submitted, officer, cdo, authority_reviewer
    ):
        with pytest.raises(NotPermitted):
            services.sign_entry(submitted, actor=officer)
        assert submitted not in selectors.waiting_for(authority_reviewer)
        services.sign_entry(submitted, actor=cdo, opinion="同意报送")
        assert submitted in selectors.waiting_for(authority_reviewer)

    def test_the_signature_is_on_record_with_person_and_opinion(self, submitted, cdo):
        assert services.sign_entry(submitted, actor=cdo, opinion="同意报送").signed_by == cdo.user
        event = AuditEvent.objects.get(action="catalog.catalogentry.sign")
        assert (event.user, event.note, event.provision) == (cdo.user, "同意报送", "1.5")

    def test_a_chief_data_officer_signs_for_the_own_unit_only(self, submitted, city):
        other = make_person(city.health, "health-cdo", "郑总", "cdo")
        with pytest.raises(NotPermitted):
            services.sign_entry(submitted, actor=other)

    def test_a_district_authority_reviews_its_own_departments_and_the_city_its_own(
        self, district_officer, district_cdo, district_authority_reviewer, authority_reviewer
    ):
        entry = make_draft(district_officer)
        services.submit_entry(entry, actor=district_officer)
        services.sign_entry(entry, actor=district_cdo)
        with pytest.raises(NotPermitted):
            services.approve_entry(entry, actor=authority_reviewer)
        assert services.approve_entry(entry, actor=district_authority_reviewer).state == "approved"

    def test_a_district_authority_does_not_review_the_city(self, signed, district_authority_reviewer):
        with pytest.raises(NotPermitted):
            services.approve_entry(signed, actor=district_authority_reviewer)

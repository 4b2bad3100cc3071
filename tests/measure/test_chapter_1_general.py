"""Chapter 1 of the measure: general provisions."""

from __future__ import annotations

import pytest
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import translation
from django.utils.html import escape
from django.utils.translation import gettext

from catalog import selectors, services
from portal.front import glossary, provisions
from portal.front import selectors as selectors_of_front
from portal.kernel import clock
from portal.kernel.actor import Actor
from portal.kernel.errors import NotPermitted
from portal.kernel.models import AuditEvent
from sharing import services as sharing
from tests.people import entry_fields, make_draft, make_person, make_unit, publish

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


@pytest.mark.provision("1.1")
class TestThePurpose:
    """The measure says what it is for; everybody can read that, and where each provision lives."""

    @pytest.fixture(autouse=True)
    def _no_kept_answers(self):
        cache.clear()

    def test_anybody_reads_purpose_scope_and_principles(self):
        page = Client().get(reverse("front:provision-list")).content.decode()
        assert "规范公共数据管理，推动数据共享、开放和利用" in page
        assert "贵阳市和贵安新区的行政机关" in page
        assert all(principle.title in page for principle in provisions.principles())

    def test_every_provision_that_is_carried_out_leads_to_a_screen(self):
        homeless = [
            shown.provision.id
            for chapter in selectors_of_front.measured_chapters(Actor.visitor())
            for shown in chapter.provisions
            if not shown.provision.planned and not shown.screens
        ]
        assert homeless == []


@pytest.mark.provision("1.3")
class TestTheTermsOfTheMeasure:
    """Public data, sharing and opening are defined, and the interface keeps to these words."""

    @pytest.mark.parametrize("key", ["public-data", "data-sharing", "data-opening"])
    def test_a_term_is_explained_in_both_languages(self, key):
        term = glossary.terms()[key]
        page = Client().get(reverse("front:term-list")).content.decode()
        assert term.meaning_zh in page
        english = Client(headers={"cookie": "language=en"}).get(reverse("front:term-list")).content.decode()
        assert escape(term.meaning_en) in english

    @pytest.mark.parametrize("term", glossary.terms().values(), ids=lambda term: term.key)
    def test_the_interface_says_it_in_the_words_of_the_glossary(self, term):
        assert term.zh in gettext(term.label)
        with translation.override("en"):
            assert term.en.casefold() in gettext(term.label).casefold()


@pytest.mark.provision("1.4")
class TestThePrinciples:
    """Share by default, open in order, collect lawfully, one source per item, safe and controlled."""

    def test_sharing_is_the_rule_unless_somebody_decides_otherwise(self, officer):
        fields = entry_fields()
        del fields["sharing_type"]
        assert services.create_entry(actor=officer, **fields).sharing_type == "unconditional"

    def test_nothing_is_open_before_somebody_decided_so(self, officer, cdo, authority_reviewer):
        fields = entry_fields()
        del fields["open_type"]
        entry = services.create_entry(actor=officer, **fields)
        assert entry.open_type == "closed"

    def test_a_request_names_its_legal_basis(self, published, other_unit_officer):
        fields = {"purpose": "水源性疾病监测", "scenario": "疾控预警", "items": ["区县"], "delivery": "file"}
        period = {"starts_on": clock.today(), "ends_on": clock.today()}
        with pytest.raises(ValidationError) as refused:
            sharing.create_request(published, actor=other_unit_officer, legal_basis="", **fields, **period)
        assert "legal_basis" in refused.value.error_dict

    def test_an_entry_has_one_source_and_only_that_unit_works_on_it(self, draft, other_unit_officer):
        with pytest.raises((NotPermitted, ValidationError)):
            services.edit_entry(draft, actor=other_unit_officer, name="另一个来源")

    @pytest.mark.parametrize("grade", ["L2", "L3", "L4"])
    def test_only_what_is_not_sensitive_is_open_to_everybody(self, bring_to_portal, grade):
        with pytest.raises(ValidationError):
            bring_to_portal(grade=grade)

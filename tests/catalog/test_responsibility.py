"""Responsibility lists: drafted live, frozen when published, replaced by the next, read by everybody."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, InternalError, connection
from django.urls import reverse

from catalog import selectors, services
from catalog.models import CatalogEntry, ResponsibilityList
from portal.kernel import clock
from portal.kernel.errors import NotPermitted
from tests.kernel.test_races import at_once
from tests.people import STAGE, make_draft, make_person, publish

pytestmark = pytest.mark.django_db


@pytest.fixture
def promise(published, officer):
    """A draft of the water bureau's list with one resource to promise."""
    return services.draft_list(actor=officer)


@pytest.fixture
def frozen(promise, cdo):
    return services.publish_list(promise, actor=cdo)


def state_of(found: ResponsibilityList) -> str:
    return ResponsibilityList.objects.get(pk=found.pk).state


class TestBothDoors:
    def test_the_chief_data_officer_publishes(self, door, promise, cdo):
        response = door.send("catalog:responsibility", "publish", promise, actor=cdo)
        assert (response.status_code, state_of(promise)) == (door.done, "published")

    @pytest.mark.parametrize("who", ["officer"])
    def test_nobody_else_of_the_unit_does(self, door, named, promise, who):
        response = door.send("catalog:responsibility", "publish", promise, actor=named(who))
        assert (response.status_code, state_of(promise)) == (403, "draft")

    @pytest.mark.parametrize("who", ["other_unit_officer", "authority_reviewer"])
    def test_a_draft_is_hidden_from_other_units(self, door, named, promise, who):
        response = door.send("catalog:responsibility", "publish", promise, actor=named(who))
        assert response.status_code == 404

    def test_what_is_published_is_not_published_again(self, door, frozen, cdo):
        response = door.send("catalog:responsibility", "publish", frozen, actor=cdo)
        assert response.status_code == 409
        assert frozen.get_state_display() in door.says(response)

    def test_an_empty_list_is_not_published(self, door, city, officer, cdo):
        empty = services.draft_list(actor=officer)
        response = door.send("catalog:responsibility", "publish", empty, actor=cdo)
        assert (response.status_code, state_of(empty)) == (422, "draft")

    def start(self, door, actor, **fields):
        if door.kind == "page":
            return door.client(actor).post(reverse("catalog:responsibility-create"), fields)
        address = reverse("catalog-responsibility-list")
        return door.client(actor).post(address, fields, content_type="application/json")

    @pytest.mark.parametrize(
        ("who", "scope"),
        [
            ("officer", "unit"),
            ("cdo", "unit"),
            ("authority_reviewer", "city"),
            ("district_authority_reviewer", "district"),
        ],
    )
    def test_a_draft_is_started_by_whoever_may(self, door, named, who, scope):
        response = self.start(door, named(who), scope=scope)
        assert response.status_code == {"page": 302, "api": 201}[door.kind]
        made = ResponsibilityList.objects.get()
        assert (made.scope, made.organization) == (scope, named(who).user.organization)

    @pytest.mark.parametrize(
        ("who", "scope"), [("inspector", "unit"), ("officer", "city"), ("citizen", "unit")]
    )
    def test_a_draft_is_started_by_nobody_else(self, door, named, who, scope):
        assert self.start(door, named(who), scope=scope).status_code in {403, 422}
        assert not ResponsibilityList.objects.exists()

    def test_a_second_draft_is_refused(self, door, promise, officer):
        assert self.start(door, officer, scope="unit").status_code == 422


class TestFrozenLines:
    def test_a_draft_reads_the_live_catalog(self, promise, published, authority_reviewer):
        assert [line.name for line in selectors.lines_of(promise)] == [published.name]
        services.withdraw_entry(published, actor=authority_reviewer, opinion="职责划转")
        assert list(selectors.lines_of(promise)) == []

    def test_a_published_list_keeps_what_was_promised(
        self, frozen, published, officer, cdo, authority_reviewer
    ):
        services.revise_entry(published, actor=officer, reason="改为每周")
        services.edit_entry(published, actor=officer, update_cycle="weekly")
        publish(published, officer=officer, cdo=cdo, reviewer=authority_reviewer)
        assert [line.update_cycle for line in frozen.lines.all()] == ["monthly"]

    def test_what_is_under_revision_is_promised_as_published(self, published, officer, cdo):
        services.revise_entry(published, actor=officer, reason="改为每周")
        services.edit_entry(published, actor=officer, update_cycle="weekly")
        made = services.publish_list(services.draft_list(actor=officer), actor=cdo)
        assert [line.update_cycle for line in made.lines.all()] == ["monthly"]

    @pytest.mark.parametrize("change", ["SET name = 'x'", None])
    def test_the_database_keeps_the_lines_too(self, frozen, change):
        statement = (
            "UPDATE catalog_responsibilityline " + change
            if change
            else ("DELETE FROM catalog_responsibilityline")
        )
        with pytest.raises((IntegrityError, InternalError), match="final"), connection.cursor() as cursor:
            cursor.execute(statement)

    def test_the_next_version_supersedes_the_one_before(self, frozen, officer, cdo):
        second = services.publish_list(services.draft_list(actor=officer), actor=cdo)
        frozen.refresh_from_db()
        assert (second.number, second.state) == (2, "published")
        assert (frozen.state, frozen.superseded_at is not None, frozen.lines.count()) == (
            "superseded",
            True,
            1,
        )


class TestScopes:
    @pytest.fixture
    def local(self, published, district_officer, district_cdo, district_authority_reviewer):
        people = {"officer": district_officer, "cdo": district_cdo, "reviewer": district_authority_reviewer}
        return publish(make_draft(district_officer, name="社区医院名录"), **people)

    def test_the_city_gathers_all_and_a_district_its_own(
        self, published, local, authority_reviewer, district_authority_reviewer
    ):
        city = services.draft_list(actor=authority_reviewer, scope="city")
        district = services.draft_list(actor=district_authority_reviewer, scope="district")
        assert {line.entry for line in selectors.lines_of(city)} == {published, local}
        assert [line.entry for line in selectors.lines_of(district)] == [local]

    def test_the_authority_publishes_its_areas_list_and_its_officer_does_not(
        self, published, authority_reviewer, city
    ):
        made = services.draft_list(actor=authority_reviewer, scope="city")
        chief = make_person(city.authority, "bigdata-cdo", "郑总", "cdo")
        with pytest.raises(NotPermitted):
            services.publish_list(made, actor=chief)
        assert services.publish_list(made, actor=authority_reviewer).line_count == 1


class TestPromisedAndDelivered:
    def outcome(self, found):
        return [(str(outcome), count) for outcome, count in selectors.promises_kept(found)]

    def test_each_promise_is_set_beside_what_was_delivered(self, frozen, published, authority_reviewer):
        seen = [self.outcome(frozen)]
        services.record_mount(published, actor=STAGE)
        seen.append(self.outcome(frozen))
        services.record_delivery(published, version=1, rows=3, actor=STAGE)
        seen.append(self.outcome(frozen))
        with clock.set_to(clock.now() + timedelta(days=60)):
            seen.append(self.outcome(frozen))
        services.withdraw_entry(published, actor=authority_reviewer, opinion="职责划转")
        seen.append(self.outcome(frozen))
        words = ["not_mounted", "empty", "kept", "late", "withdrawn"]
        assert seen == [[(word, 1)] for word in words]

    @pytest.mark.parametrize("days", [36, 37])
    def test_a_draft_says_the_same_as_the_list_that_is_frozen_from_it(
        self, django_assert_max_num_queries, promise, published, cdo, days
    ):
        services.record_mount(published, actor=STAGE)
        services.record_delivery(published, version=1, rows=3, actor=STAGE)
        with clock.set_to(clock.now() + timedelta(days=days)):
            drafted = [self.outcome(promise), [line.fulfilment for line in selectors.lines_of(promise)]]
            frozen = services.publish_list(promise, actor=cdo)
            with django_assert_max_num_queries(2):
                assert self.outcome(frozen) == drafted[0]
            assert [line.fulfilment for line in selectors.lines_of(frozen)] == drafted[1]
        assert drafted == [[("kept", 1)], ["kept"]] if days == 36 else [[("late", 1)], ["late"]]

    def test_a_draft_is_read_page_by_page(self, promise, published, officer, cdo, authority_reviewer):
        people = {"officer": officer, "cdo": cdo, "reviewer": authority_reviewer}
        publish(make_draft(officer, name="供水管网"), **people)
        lines = selectors.lines_of(promise)
        assert (len(lines), lines[1].position, [line.position for line in lines[1:2]]) == (2, 2, [2])
        assert next(iter(lines)).entry == lines[0].entry == published

    def test_it_stands_on_the_list_on_the_units_page_and_in_the_interface(self, client, frozen, officer):
        client.force_login(officer.user)
        address = reverse("catalog-responsibility-lines", args=[frozen.public_id])
        lines = client.get(address).json()["results"]
        assert (lines[0]["fulfilment"], lines[0]["sharing_type"]) == ("not_mounted", "unconditional")
        for page in (frozen.get_absolute_url(), officer.user.organization.get_absolute_url()):
            assert "未挂接" in client.get(page).content.decode()


class TestWhoReads:
    def test_everybody_reads_what_is_published_and_nobody_else_a_draft(self, client, frozen, officer):
        draft = services.draft_list(actor=officer)
        page = client.get(reverse("catalog:responsibility-list")).content.decode()
        assert (frozen.get_absolute_url() in page, draft.get_absolute_url() in page) == (True, False)
        pages = [client.get(found.get_absolute_url()).status_code for found in (frozen, draft)]
        names = [reverse("catalog-responsibility-detail", args=[x.public_id]) for x in (frozen, draft)]
        assert pages == [client.get(name).status_code for name in names] == [200, 404]

    def test_everybody_takes_the_lines_away(self, client, frozen, published):
        address = frozen.get_absolute_url()
        file = b"".join(client.get(address, {"format": "csv"}).streaming_content).decode()
        assert published.resource_code in file
        assert "未挂接" in file
        assert b"".join(client.get(address, {"format": "xlsx"}).streaming_content)[:2] == b"PK"


@pytest.mark.django_db(transaction=True)
class TestAtOnce:
    def test_two_drafts_at_the_same_moment_are_one(self, published, officer, cdo):
        results = at_once(
            lambda: services.draft_list(actor=officer),
            lambda: services.draft_list(actor=cdo),
        )
        assert sorted(isinstance(result, ValidationError) for result in results) == [False, True]

    def test_a_list_is_published_once(self, promise, cdo, city):
        second = make_person(city.water, "second-cdo", "吴总", "cdo")
        results = at_once(
            lambda: services.publish_list(promise, actor=cdo),
            lambda: services.publish_list(promise, actor=second),
        )
        assert sum(isinstance(result, Exception) for result in results) == 1
        assert ResponsibilityList.objects.get().lines.count() == CatalogEntry.objects.count() == 1

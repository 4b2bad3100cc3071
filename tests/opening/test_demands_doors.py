"""Demands at both doors: who gets in, what is refused, and what the public never reads."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from opening import services
from opening.models import OpenDemand
from portal.kernel import clock
from portal.kernel.errors import IllegalTransition
from tests.demands import WISH
from tests.kernel.test_races import at_once
from tests.people import make_person

ANSWER = {"answer": "将按月公布。"}
DECLINE = {"answer": "属于工作秘密。", "basis": "政府信息公开条例第十六条"}


def fields_of(door, move, city, dataset=None, other=None):
    """What the form of a move sends, and what a program does."""
    page = door.kind == "page"
    return {
        "route": {"unit": city.water.pk if page else city.water.credit_code, "reasons": ["urgent"]},
        "promise": ANSWER | {"promised_on": clock.today().isoformat()},
        "decline": DECLINE,
        "hand_back": {"note": "不属于本单位职责"},
        "fulfill": ANSWER | {"dataset": dataset and (dataset.pk if page else dataset.code)},
        "merge": {"into": other and (other.pk if page else str(other.public_id))},
    }[move]


@pytest.mark.django_db
class TestMoves:
    def test_the_authority_hands_over(self, door, filed, city, authority_reviewer):
        sent = fields_of(door, "route", city)
        answer = door.send("opening:demand", "route", filed, actor=authority_reviewer, **sent)
        assert answer.status_code == door.done
        filed.refresh_from_db()
        assert (filed.unit, filed.reasons) == (city.water, ["urgent"])

    @pytest.mark.parametrize("move", ["promise", "decline", "hand_back"])
    def test_the_unit_answers(self, door, routed, city, officer, move):
        sent = fields_of(door, move, city)
        assert door.send("opening:demand", move, routed, actor=officer, **sent).status_code == door.done

    def test_the_unit_links_what_is_open(self, door, promised, city, officer, water_quality):
        sent = fields_of(door, "fulfill", city, water_quality)
        assert (
            door.send("opening:demand", "fulfill", promised, actor=officer, **sent).status_code == door.done
        )

    def test_the_authority_merges(self, door, routed, file_as, neighbor, city, authority_reviewer):
        sent = fields_of(door, "merge", city, other=file_as(neighbor))
        answer = door.send("opening:demand", "merge", routed, actor=authority_reviewer, **sent)
        assert answer.status_code == door.done

    @pytest.mark.parametrize("move", ["route", "promise", "fulfill", "hand_back", "decline", "merge"])
    def test_a_colleague_of_another_unit_gets_403(self, door, routed, other_unit_officer, move):
        answer = door.send("opening:demand", move, routed, actor=other_unit_officer)
        assert answer.status_code == 403

    @pytest.mark.parametrize("move", ["route", "promise", "hand_back"])
    def test_a_second_decision_gets_409(self, door, promised, authority_reviewer, officer, city, move):
        actor = authority_reviewer if move == "route" else officer
        sent = fields_of(door, move, city)
        assert door.send("opening:demand", move, promised, actor=actor, **sent).status_code == 409

    @pytest.mark.parametrize("move", ["promise", "fulfill", "hand_back", "decline"])
    def test_an_empty_answer_gets_422(self, door, routed, officer, move):
        assert door.send("opening:demand", move, routed, actor=officer).status_code == 422

    @pytest.mark.parametrize("move", ["route", "merge"])
    def test_an_empty_order_gets_422(self, door, filed, authority_reviewer, move):
        assert door.send("opening:demand", move, filed, actor=authority_reviewer).status_code == 422

    def test_a_visitor_moves_nothing(self, door, routed):
        assert door.send("opening:demand", "decline", routed, actor=None, **DECLINE).status_code in {302, 403}
        routed.refresh_from_db()
        assert routed.state == "routed"


@pytest.mark.django_db
class TestSupport:
    def test_a_citizen_supports(self, door, routed, neighbor):
        assert door.send("opening:demand", "support", routed, actor=neighbor).status_code == door.done
        assert routed.supports.count() == 1

    def test_twice_gets_a_sentence(self, door, routed, neighbor):
        services.support_demand(routed, actor=neighbor)
        answer = door.send("opening:demand", "support", routed, actor=neighbor)
        assert answer.status_code == 422
        assert "您已支持过该需求" in door.says(answer)

    def test_a_finished_one_gets_409(self, door, routed, officer, neighbor):
        services.decline_demand(routed, actor=officer, **DECLINE)
        assert door.send("opening:demand", "support", routed, actor=neighbor).status_code == 409

    def test_staff_do_not_support(self, door, routed, officer):
        assert door.send("opening:demand", "support", routed, actor=officer).status_code == 403

    def test_what_is_not_public_yet_does_not_exist_for_others(self, door, filed, neighbor):
        assert door.send("opening:demand", "support", filed, actor=neighbor).status_code == 404

    def test_a_visitor_signs_in_first(self, routed):
        answer = Client().post(reverse("opening:demand-support", args=[routed.public_id]))
        assert answer.status_code == 302
        assert not routed.supports.exists()


@pytest.mark.django_db
class TestFiling:
    def test_a_citizen_files_on_the_page(self, client, citizen):
        client.force_login(citizen.user, backend="portal.members.backends.RoleBackend")
        assert client.post(reverse("opening:demand-create"), WISH).status_code == 302
        assert OpenDemand.objects.get().filed_by == citizen.user

    def test_a_citizens_program_files(self, door, citizen):
        answer = door.client(citizen).post("/api/v1/opening-demands/", WISH, content_type="application/json")
        assert answer.status_code == 201
        assert answer.json()["state"] == "filed"

    def test_a_form_without_a_purpose_is_shown_again(self, client, citizen):
        client.force_login(citizen.user, backend="portal.members.backends.RoleBackend")
        answer = client.post(reverse("opening:demand-create"), WISH | {"scenario": ""})
        assert answer.status_code == 422
        assert WISH["text"] in answer.content.decode()

    def test_visitors_are_told_why_an_account_is_needed(self, client):
        page = client.get(reverse("opening:demand-create"))
        assert "提出需求须登录账号" in page.content.decode()
        assert client.post(reverse("opening:demand-create"), WISH).status_code == 302
        assert client.post("/api/v1/opening-demands/", {}).status_code == 403

    def test_staff_file_nothing_in_their_own_name(self, client, officer):
        client.force_login(officer.user, backend="portal.members.backends.RoleBackend")
        assert client.post(reverse("opening:demand-create"), WISH).status_code == 403
        assert client.post("/api/v1/opening-demands/", {}).status_code == 403

    def test_the_counter_takes_down(self, door, authority_reviewer):
        told = WISH | {"channel": "counter", "asker": "刘先生"}
        address = {"page": reverse("opening:demand-receive"), "api": "/api/v1/opening-demands/receive/"}
        kind = {"content_type": "application/json"} if door.kind == "api" else {}
        answer = door.client(authority_reviewer).post(address[door.kind], told, **kind)
        assert answer.status_code == {"page": 302, "api": 201}[door.kind]
        assert OpenDemand.objects.get().channel == "counter"

    @pytest.mark.parametrize("address", ["/opening/demands/new/", "/api/v1/opening-demands/receive/"])
    def test_others_take_down_nothing(self, door, officer, address):
        assert door.client(officer).post(address, {}).status_code == 403


@pytest.mark.django_db
class TestReading:
    def test_the_public_reads_no_name(self, client, routed, city, authority_reviewer):
        told = {"channel": "counter", "asker": "刘先生", "contact": "13900000000"}
        taken = services.receive_demand(actor=authority_reviewer, **WISH, **told)
        services.route_demand(taken, actor=authority_reviewer, unit=city.water, reasons=[])
        addresses = ["/data/demands/", taken.get_absolute_url(), "/api/v1/opening-demands/"]
        for address in [*addresses, "/data/demands/?format=csv"]:
            answer = client.get(address)
            said = answer.getvalue().decode()
            assert answer.status_code == 200
            assert taken.title in said
            assert not [word for word in ("刘先生", "13900000000", "王审") if word in said]

    def test_those_who_answer_know_who_asked(self, client, routed, officer, other_unit_officer):
        for actor, knows in ((officer, True), (other_unit_officer, False)):
            client.force_login(actor.user, backend="portal.members.backends.RoleBackend")
            assert ("需求人信息" in client.get(routed.get_absolute_url()).content.decode()) is knows
            shown = client.get(f"/api/v1/opening-demands/{routed.public_id}/").json()
            assert bool(shown["asker"]) is knows

    def test_before_the_authority_has_read_it_only_the_asker_sees_it(self, client, filed, citizen):
        assert client.get(filed.get_absolute_url()).status_code == 404
        assert client.get("/api/v1/opening-demands/").json()["count"] == 0
        client.force_login(citizen.user, backend="portal.members.backends.RoleBackend")
        assert client.get(filed.get_absolute_url()).status_code == 200

    def test_a_merged_demand_does_not_tell_of_one_that_is_not_public_yet(
        self, client, routed, file_as, neighbor, authority_reviewer
    ):
        other = file_as(neighbor, title="还没有人审过的话")
        services.merge_demand(routed, actor=authority_reviewer, into=other)
        program = f"/api/v1/opening-demands/{routed.public_id}/"
        page = client.get(routed.get_absolute_url()).content.decode()
        assert other.title not in page
        assert str(other.public_id) not in page
        assert client.get(program).json()["merged_into"] is None
        client.force_login(authority_reviewer.user, backend="portal.members.backends.RoleBackend")
        assert other.title in client.get(routed.get_absolute_url()).content.decode()
        assert client.get(program).json()["merged_into"] == str(other.public_id)

    def test_a_search_finds_nobody_by_the_askers_name(self, client, city, authority_reviewer):
        told = {"channel": "counter", "asker": "刘先生", "contact": "13900000000"}
        taken = services.receive_demand(actor=authority_reviewer, **WISH, **told)
        services.route_demand(taken, actor=authority_reviewer, unit=city.water, reasons=[])
        for word in ("刘先生", "13900000000", authority_reviewer.user.name):
            assert taken.title not in client.get("/data/demands/", {"q": word}).content.decode()
            assert taken.title not in client.get("/search/", {"q": word}).content.decode()
        for order in ("asker", "contact", "filed_by__name", "-filed_by"):
            asked = {"sort": order, "ordering": order, "asker": "刘先生", "filed_by": 1}
            answer = client.get("/api/v1/opening-demands/", asked).json()
            assert [found["asker"] for found in answer["results"]] == [""]

    def test_whoever_filed_a_demand_finds_it_again_before_anybody_reads_it(self, client, filed, citizen):
        assert filed.title not in client.get("/data/demands/").content.decode()
        client.force_login(citizen.user, backend="portal.members.backends.RoleBackend")
        assert filed.get_absolute_url() in client.get("/data/demands/").content.decode()

    def test_the_highest_score_comes_first(self, client, routed, file_as, city, authority_reviewer):
        second = file_as(title="公交到站预测")
        urgent = ["urgent", "strategic"]
        services.route_demand(second, actor=authority_reviewer, unit=city.water, reasons=urgent)
        page = client.get("/data/demands/").content.decode()
        assert page.index("公交到站预测") < page.index(routed.title)
        assert "20 分" in page

    def test_the_formula_stands_on_the_page(self, client, routed):
        assert "每位支持人 2 分" in client.get("/data/demands/").content.decode()

    def test_the_button_is_for_those_who_may_press_it(self, client, routed, neighbor, citizen):
        address = reverse("opening:demand-support", args=[routed.public_id])
        assert address not in client.get(routed.get_absolute_url()).content.decode()
        client.force_login(neighbor.user, backend="portal.members.backends.RoleBackend")
        assert address in client.get(routed.get_absolute_url()).content.decode()

    def test_the_staff_list_is_filtered_and_exported(self, client, routed, officer):
        client.force_login(officer.user, backend="portal.members.backends.RoleBackend")
        address = reverse("opening:demand-staff-list")
        narrowed = {"desk": "waiting", "reason": "livelihood", "format": "csv"}
        assert routed.title in client.get(address, narrowed).getvalue().decode()
        assert routed.title not in client.get(address, {"desk": "late"}).content.decode()

    def test_the_staff_list_is_not_for_citizens(self, client, citizen):
        client.force_login(citizen.user, backend="portal.members.backends.RoleBackend")
        assert client.get(reverse("opening:demand-staff-list")).status_code == 403


@pytest.mark.django_db(transaction=True)
class TestRaces:
    def test_of_two_answers_one_stands_and_the_other_is_told(self, routed, officer, city):
        cdo = make_person(city.water, "second", "周总", "cdo")
        results = at_once(
            lambda: services.promise_demand(routed, actor=officer, **ANSWER, promised_on=clock.today()),
            lambda: services.decline_demand(routed, actor=cdo, **DECLINE),
        )
        assert sorted(isinstance(result, IllegalTransition) for result in results) == [False, True]

    def test_two_clicks_are_one_support(self, door, routed, neighbor):
        results = at_once(
            *2 * [lambda: door.send("opening:demand", "support", routed, actor=neighbor).status_code]
        )
        assert sorted(results) == sorted([door.done, 422])

    def test_two_demands_are_not_merged_into_each_other(self, routed, file_as, neighbor, authority_reviewer):
        other = file_as(neighbor)
        at_once(
            lambda: services.merge_demand(routed, actor=authority_reviewer, into=other),
            lambda: services.merge_demand(other, actor=authority_reviewer, into=routed),
        )
        assert OpenDemand.objects.unfinished().count() == 1

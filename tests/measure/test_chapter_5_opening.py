"""Chapter 5 of the measure: opening."""

from __future__ import annotations

import pytest
from django.urls import reverse

from aggregation.services import close_objection
from opening import services
from opening.models import OpenDemand, PublicDataset
from tests.demands import WISH
from tests.objections import ANSWER, settle


@pytest.mark.provision("5.1")
class TestDataIsOpenedInTypesEachObtainedInItsWay:
    """A public portal: search, browse, preview, filter, chart, download, API; without an account."""

    def test_anybody_finds_it_by_a_word(self, client, water_quality):
        assert water_quality.get_absolute_url() in client.get("/data/", {"q": "水质"}).content.decode()

    def test_anybody_browses_to_it_by_theme(self, client, water_quality):
        response = client.get("/data/", {"theme": "environment"})
        assert water_quality.get_absolute_url() in response.content.decode()

    def test_anybody_previews_and_filters_its_rows(self, client, water_quality):
        response = client.get(water_quality.get_absolute_url(), {"区县": "云岩区"})
        assert "<td>P004</td>" in response.content.decode()
        assert "<td>P002</td>" not in response.content.decode()

    def test_anybody_sees_a_chart(self, client, water_quality):
        response = client.get(water_quality.get_absolute_url(), {"item": "区县"})
        assert "<svg" in response.content.decode()

    @pytest.mark.parametrize("role", ["dataset-csv", "api-rows", "api-rows-csv", "api-dataset"])
    def test_anybody_downloads_it_and_calls_it_without_an_account(self, client, water_quality, role):
        assert client.get(reverse(f"opening:{role}", args=[water_quality.slug])).status_code == 200

    @pytest.mark.parametrize("open_type", ["conditional", "closed"])
    def test_what_is_not_opened_unconditionally_is_nowhere(self, client, bring_to_portal, open_type):
        conditions = {"open_condition": "实名申请", "refusal_basis": "依据"}
        assert bring_to_portal(open_type=open_type, **conditions) is None
        assert client.get("/api/v1/open/datasets/").json()["count"] == 0


@pytest.mark.provision("5.2")
class TestDemandsForOpeningAreSolicited:
    """Demands come online and offline, are supported, merged, answered in public, ranked by priority."""

    def test_the_public_files_online_and_the_staff_take_down_what_is_said_offline(
        self, file_as, authority_reviewer
    ):
        services.receive_demand(actor=authority_reviewer, channel="letter", asker="某社区", **WISH)
        assert {file_as().channel, *OpenDemand.objects.values_list("channel", flat=True)} == {
            "online",
            "letter",
        }

    @pytest.mark.parametrize("reason", ["livelihood", "urgent", "high_value", "strategic"])
    def test_priority_data_comes_before_other_data(
        self, client, routed, file_as, city, authority_reviewer, reason
    ):
        other, first = {"reasons": []}, file_as(title="优先的数据")
        services.route_demand(file_as(title="其他数据"), actor=authority_reviewer, unit=city.water, **other)
        services.route_demand(first, actor=authority_reviewer, unit=city.water, reasons=[reason])
        page = client.get("/data/demands/").content.decode()
        assert page.index("优先的数据") < page.index("其他数据")

    def test_others_support_a_demand(self, client, routed, neighbor):
        services.support_demand(routed, actor=neighbor)
        assert "1 人支持" in client.get(routed.get_absolute_url()).content.decode()

    def test_demands_for_the_same_data_are_merged(self, filed, file_as, neighbor, authority_reviewer):
        merged = services.merge_demand(filed, actor=authority_reviewer, into=file_as(neighbor))
        assert merged.merged_into.supports.count() == 1

    def test_each_says_which_scenario_it_serves(self, client, routed):
        assert WISH["scenario"] in client.get(routed.get_absolute_url()).content.decode()

    def test_the_unit_answers_in_public_without_the_askers_name(self, client, promised, citizen):
        page = client.get(promised.get_absolute_url()).content.decode()
        assert "将按月公布。" in page
        assert citizen.user.name + "</dd>" not in page

    def test_a_demand_ends_in_open_data(self, client, promised, officer, water_quality):
        services.fulfill_demand(promised, actor=officer, dataset=water_quality)
        assert water_quality.get_absolute_url() in client.get(promised.get_absolute_url()).content.decode()


@pytest.mark.provision("5.3")
class TestObjectionsToOpenDataAreHandled:
    """Anybody reports error, infringement or leak; data is suspended first, verified, corrected, answered."""

    @pytest.mark.parametrize("kind", ["error", "infringement", "leak"])
    def test_a_citizen_reports_what_is_wrong(self, client, water_quality, citizen, kind):
        client.force_login(citizen.user, backend="portal.members.backends.RoleBackend")
        address = reverse("opening:objection-create", args=[water_quality.slug])
        assert client.post(address, {"kind": kind, "text": "与实际不符"}).status_code == 302

    def test_whom_the_data_is_about_says_so(self, raise_as_citizen):
        assert raise_as_citizen(is_subject=True).is_subject

    def test_the_data_is_suspended_first_where_needed(self, client, water_quality, authority_reviewer):
        services.suspend_dataset(water_quality, actor=authority_reviewer, reason="有人反映含个人信息")
        assert client.get(water_quality.get_absolute_url()).status_code == 404

    def test_and_restored_afterwards(self, client, water_quality, authority_reviewer):
        suspended = services.suspend_dataset(water_quality, actor=authority_reviewer, reason="核查")
        services.restore_dataset(suspended, actor=authority_reviewer, reason="核查无误")
        assert client.get(water_quality.get_absolute_url()).status_code == 200

    def test_what_is_contested_is_marked_meanwhile(self, client, water_quality, accepted):
        assert accepted.number in client.get(water_quality.get_absolute_url()).content.decode()

    def test_it_is_corrected_and_answered_in_public(self, client, upheld, officer, correct):
        close_objection(upheld, actor=officer, batch=correct(upheld))
        settle()
        assert ANSWER in client.get(reverse("opening:answer-list")).content.decode()


@pytest.mark.provision("7.4")
class TestTheGradeDecidesWhatMayBeOpened:
    """Data is classified and graded; the grade decides what may be opened."""

    @pytest.mark.parametrize("grade", ["L2", "L3", "L4"])
    def test_nothing_above_l1_is_opened(self, bring_to_portal, grade):
        fields = {"grade": grade, "open_type": "closed", "refusal_basis": "依据"}
        assert bring_to_portal(**fields) is None
        assert not PublicDataset.objects.exists()

"""Chapter 5 of the measure: opening."""

from __future__ import annotations

import pytest
from django.urls import reverse

from aggregation.services import close_objection
from opening import services
from opening.models import PublicDataset
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

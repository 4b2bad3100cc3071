"""Loaded data that shows signs of personal information stays closed until somebody has judged it."""

from __future__ import annotations

import pytest

from aggregation.models import Batch
from opening import services as opening
from opening.models import PublicDataset
from portal.kernel import jobs
from portal.kernel.errors import IllegalTransition, NotPermitted
from portal.kernel.models import Job
from portal.store import query
from security import services
from security.models import PersonalInformationFinding
from security.tasks import NOTER
from tests.open_data import PORTAL, load
from tests.people import make_draft, make_person, publish

from .conftest import LEAKING, PLAIN

pytestmark = pytest.mark.django_db
REASON = {"reason": "抽查十条，均为个人证件号"}


def run_refreshes():
    for job in Job.objects.filter(kind="opening.refresh_dataset", state="queued"):
        jobs.run_inline(job)


def shown(dataset):
    dataset.refresh_from_db()
    rows = query.page(query.Query(dataset.table, restriction=dataset.restriction)).rows
    return [row[1] for row in rows]


class TestTheGate:
    def test_first_data_with_signs_is_not_opened(self, finding, published):
        assert finding.state == "found"
        assert opening.refresh_dataset(published, actor=PORTAL) is None

    def test_the_finding_keeps_counts_and_no_values(self, finding):
        sign = {"column": "区县", "kind": "resident_id", "values": 2, "matches": 2}
        assert (finding.signs, finding.rows) == ([sign], 2)

    def test_the_public_stays_with_the_version_before(self, published, officer, noted):
        load(published, PLAIN, officer)
        dataset = opening.refresh_dataset(published, actor=PORTAL)
        noted(published, LEAKING)
        assert shown(dataset) == ["云岩区", "南明区"]
        opening.refresh_dataset(published, actor=PORTAL)
        assert (shown(dataset), dataset.data_version) == (["云岩区", "南明区"], 1)

    def test_no_public_door_tells_the_held_values(self, client, published, officer, noted):
        load(published, PLAIN, officer)
        dataset = opening.refresh_dataset(published, actor=PORTAL)
        noted(published, LEAKING)
        opening.refresh_dataset(published, actor=PORTAL)
        page = dataset.get_absolute_url()
        answers = [client.get(page), client.get(f"{page}rows.csv"), client.get(f"{page}?item=区县")]
        answers.append(client.get(f"/api/v1/open/datasets/{dataset.slug}/rows"))
        told = "".join(b"".join(answer).decode() for answer in answers)
        assert "云岩区" in told
        assert "52000019900307" not in told

    def test_newer_data_without_signs_opens_by_itself(self, finding, published, noted):
        assert noted(published, PLAIN) is None
        finding.refresh_from_db()
        assert finding.state == "superseded"
        assert shown(opening.refresh_dataset(published, actor=PORTAL)) == ["云岩区", "南明区"]

    def test_declared_items_are_no_finding(self, officer, cdo, authority_reviewer, noted):
        items = [
            {"name": "监测点编号", "data_type": "C", "length": 20, "required": True, "key": True},
            {"name": "区县", "data_type": "C", "length": 20, "personal": True},
            {"name": "监测日期", "data_type": "D"},
            {"name": "余氯", "data_type": "N", "length": 6, "decimals": 2},
        ]
        closed = {"open_type": "closed", "refusal_basis": "个人信息保护法", "sharing_type": "conditional"}
        closed |= {"sharing_condition": "须说明依据", "grade": "L3", "personal_information": True}
        draft = make_draft(officer, items, **closed)
        entry = publish(draft, officer=officer, cdo=cdo, reviewer=authority_reviewer)
        assert noted(entry, LEAKING) is None

    def test_noting_twice_is_noting_once(self, finding):
        services.note_finding(finding.batch, actor=NOTER)
        assert PersonalInformationFinding.objects.count() == 1

    def test_the_load_itself_asks_for_it(self, published, officer):
        load(published, LEAKING, officer)
        job = Job.objects.get(kind="security.note_finding")
        jobs.run_inline(job)
        assert PersonalInformationFinding.objects.get().batch == Batch.objects.get()


class TestTheJudgment:
    def test_a_false_alarm_opens_the_data(self, judged, published):
        run_refreshes()
        dataset = PublicDataset.objects.get()
        assert (dataset.state, dataset.rows) == ("open", 2)

    def test_the_same_item_is_not_held_back_again(self, judged, published, noted):
        assert noted(published, [*LEAKING, *PLAIN[:0]]) is None
        assert opening.refresh_dataset(published, actor=PORTAL).data_version == 2

    def test_confirmed_it_suspends_the_open_dataset(self, published, officer, noted, owner):
        load(published, PLAIN, officer)
        dataset = opening.refresh_dataset(published, actor=PORTAL)
        services.confirm_finding(noted(published, LEAKING), actor=owner, **REASON)
        dataset.refresh_from_db()
        assert dataset.state == "suspended"

    def test_confirmed_it_stays_closed_where_nothing_was_open(self, finding, published, owner):
        assert services.confirm_finding(finding, actor=owner, **REASON).judged_by == owner.user
        assert opening.refresh_dataset(published, actor=PORTAL) is None

    def test_the_security_administrator_may_judge_everywhere(self, finding, security_administrator):
        found = services.confirm_finding(finding, actor=security_administrator, **REASON)
        assert found.state == "confirmed"

    def test_a_second_judgment_is_refused(self, judged, finding, security_administrator):
        with pytest.raises(IllegalTransition):
            services.confirm_finding(finding, actor=security_administrator, **REASON)

    def test_an_officer_who_does_not_answer_for_security_may_not_judge(self, finding, officer):
        with pytest.raises(NotPermitted):
            services.release_finding(finding, actor=officer, **REASON)


@pytest.mark.parametrize("move", ["confirm", "release"])
class TestBothDoors:
    def test_open_to_the_owner(self, door, move, finding, owner):
        answer = door.send("security:finding", move, finding, actor=owner, **REASON)
        assert answer.status_code == door.done

    def test_closed_to_colleagues(self, door, move, finding, officer):
        assert door.send("security:finding", move, finding, actor=officer, **REASON).status_code == 403

    def test_unknown_to_strangers(self, door, move, finding, other_unit_officer):
        answer = door.send("security:finding", move, finding, actor=other_unit_officer, **REASON)
        assert answer.status_code == 404

    def test_closed_once_judged(self, door, move, judged, owner):
        assert door.send("security:finding", move, judged, actor=owner, **REASON).status_code == 409

    def test_a_judgment_gives_its_reason(self, door, move, finding, owner):
        assert door.send("security:finding", move, finding, actor=owner, reason="").status_code == 422


@pytest.mark.parametrize("role", ["inspector", "security_administrator"])
def test_who_watches_all_sees_the_list(door, finding, city, role):
    reader = make_person(city.authority, "watcher", "田督", role)
    address = {"page": "/security/findings/", "api": "/api/v1/personal-information-findings/"}[door.kind]
    assert "供水水质监测信息" in door.says(door.client(reader).get(address)) or door.kind == "api"

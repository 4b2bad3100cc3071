"""What security's tests begin with: people who answer for data, findings, incidents, orders."""

from __future__ import annotations

from datetime import timedelta

import pytest

from aggregation.models import Batch
from portal.kernel import clock
from portal.members import services as members
from portal.members.choices import Office
from security import services
from security.tasks import NOTER
from tests.open_data import load
from tests.people import STAGE, make_person, make_unit
from tests.sharing import conftest as sharing_stage

# The same people, requests and grants.
asked = sharing_stage.asked
asker_cdo = sharing_stage.asker_cdo
backed = sharing_stage.backed
checked = sharing_stage.checked
decided = sharing_stage.decided
drafted = sharing_stage.drafted
endorsed = sharing_stage.endorsed
granted = sharing_stage.granted
handed_in = sharing_stage.handed_in
shared = sharing_stage.shared

#: Identity numbers with right check digits that nobody has, where the name of a district belongs.
LEAKING = [
    "P001,520000199003070016,2026-10-01,0.35",
    "P002,520000199003070040,2026-10-02,0.42",
]
PLAIN = ["P001,云岩区,2026-10-01,0.35", "P002,南明区,2026-10-02,0.42"]
REPORT = {
    "title": "共享数据被转给第三方",
    "kind": "misuse",
    "severity": "serious",
    "description": "使用单位将查询结果提供给外包公司。",
}


def told(**changes):
    """What a reporter says."""
    return REPORT | {"noticed_at": clock.now() - timedelta(hours=1)} | changes


def appoint(person, unit):
    """Make the person the unit's data security owner from today."""
    members.appoint_person(
        actor=STAGE,
        organization=unit,
        person=person.user,
        office=Office.SECURITY_OWNER,
        starts_on=clock.today(),
    )
    return person


@pytest.fixture
def owner(city):
    """The data security owner of the unit whose data it is."""
    return appoint(make_person(city.water, "water-owner", "韦安", "data_officer"), city.water)


@pytest.fixture
def noted(officer):
    """Load rows into an entry and note what the scan saw."""

    def noted(entry, rows):
        load(entry, rows, officer)
        return services.note_finding(Batch.objects.filter(mounted__entry=entry).first(), actor=NOTER)

    return noted


@pytest.fixture
def finding(published, noted):
    return noted(published, LEAKING)


@pytest.fixture
def judged(finding, owner):
    return services.release_finding(finding, actor=owner, reason="为测试编号，非身份证号")


@pytest.fixture
def reported(granted, officer):
    """An incident with the use of a grant."""
    return services.report_incident(actor=officer, grants=[granted], **told())


@pytest.fixture
def contained(reported, granted, owner):
    return services.contain_incident(reported, actor=owner, containment="暂停该许可", grants=[granted])


@pytest.fixture
def resolved(contained, owner):
    return services.resolve_incident(contained, actor=owner, cause="外包人员违规导出", measures="收回账号")


@pytest.fixture
def reviewed(resolved, authority_reviewer):
    return services.review_incident(resolved, actor=authority_reviewer, conclusion="措施到位")


@pytest.fixture
def cyberspace(city, security_administrator):
    """The chief data officer of the cyberspace authority, whose remit is assigned."""
    unit = make_unit("贵阳市互联网信息办公室")
    fields = {"remit": "cyberspace", "basis": "网络安全法", "since": clock.today()}
    services.assign_remit(actor=security_administrator, organization=unit, **fields)
    return make_person(unit, "cyberspace-cdo", "龙网", "cdo")


@pytest.fixture
def issued(cyberspace, city):
    return services.issue_order(
        actor=cyberspace,
        organization=city.water,
        title="限期整改弱口令",
        demand="七日内完成全部账号口令整改并报告。",
        due_on=clock.today() + timedelta(days=7),
    )


@pytest.fixture
def answered(issued, officer):
    return services.answer_order(issued, actor=officer, answer="已完成全部 42 个账号整改。")


@pytest.fixture
def closed(answered, cyberspace):
    return services.close_order(answered, actor=cyberspace, opinion="同意")

"""What sharing's tests begin with: loaded data, people who ask for it, requests on their way."""

from __future__ import annotations

from datetime import timedelta

import pytest

from portal.kernel import clock
from sharing import services
from tests.open_data import SAMPLES, load
from tests.people import make_draft, make_person, publish

#: The same rows with area codes where the city writes names.
CODED = [
    "P001,520103001,2026-10-01,0.35",
    "P002,520102003,2026-10-02,0.42",
    "P003,520111002,2026-10-03,",
    "P004,520103002,2026-10-04,0.30",
]
LAST_DAY = 30


@pytest.fixture
def asker_cdo(city):
    return make_person(city.health, "health-cdo", "唐总", "cdo")


@pytest.fixture
def shared(city, officer, cdo, authority_reviewer):
    """A loaded entry of this sharing type."""

    def shared(sharing_type="conditional", rows=SAMPLES, **changes):
        fields = {"sharing_type": sharing_type, "sharing_condition": "须说明依据"} | changes
        entry = make_draft(officer, area_item="区县", **fields)
        entry = publish(entry, officer=officer, cdo=cdo, reviewer=authority_reviewer)
        load(entry, rows, officer)
        return entry

    return shared


def terms(**changes):
    today = clock.today()
    period = {"starts_on": today, "ends_on": today + timedelta(days=LAST_DAY)}
    words = {"legal_basis": "传染病防治法", "purpose": "水源性疾病监测", "scenario": "疾控预警"}
    return words | period | {"items": ["监测点编号", "区县"], "delivery": "file"} | changes


@pytest.fixture
def asked(shared, other_unit_officer):
    """A drafted request."""

    def asked(sharing_type="conditional", rows=SAMPLES, **changes):
        basis = {"refusal_basis": changes.pop("refusal_basis", "")}
        entry = shared(sharing_type, rows, **basis)
        return services.create_request(entry, actor=other_unit_officer, **terms(**changes))

    return asked


@pytest.fixture
def endorsed(asked, other_unit_officer, asker_cdo):
    """A request that the authority has to check."""

    def endorsed(*args, **changes):
        made = asked(*args, **changes)
        services.submit_request(made, actor=other_unit_officer)
        return services.endorse_request(made, actor=asker_cdo)

    return endorsed


@pytest.fixture
def grant_of(endorsed, authority_reviewer, cdo):
    """A grant on these terms."""

    def grant_of(**changes):
        checked = services.check_request(endorsed(**changes), actor=authority_reviewer)
        return services.approve_request(checked, actor=cdo).grant

    return grant_of


@pytest.fixture
def drafted(asked):
    return asked()


@pytest.fixture
def handed_in(drafted, other_unit_officer):
    return services.submit_request(drafted, actor=other_unit_officer)


@pytest.fixture
def backed(handed_in, asker_cdo):
    return services.endorse_request(handed_in, actor=asker_cdo)


@pytest.fixture
def sent_back(backed, authority_reviewer):
    return services.return_request(backed, actor=authority_reviewer, opinion="请附文件")


@pytest.fixture
def checked(backed, authority_reviewer):
    return services.check_request(backed, actor=authority_reviewer)


@pytest.fixture
def decided(checked, cdo):
    return services.approve_request(checked, actor=cdo)


@pytest.fixture
def granted(decided):
    return decided.grant


@pytest.fixture
def suspended(granted, authority_reviewer):
    return services.suspend_grant(granted, actor=authority_reviewer, reason="疑似泄露")


@pytest.fixture
def revoked(granted, cdo):
    return services.revoke_grant(granted, actor=cdo, reason="用途不符")

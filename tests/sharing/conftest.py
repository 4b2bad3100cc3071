"""What sharing's tests begin with: loaded data, and people of the unit that asks for it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from portal.kernel import clock
from sharing import services
from tests.open_data import SAMPLES, load
from tests.people import make_draft, make_person, publish


@pytest.fixture
def asker_cdo(city):
    return make_person(city.health, "health-cdo", "唐总", "cdo")


@pytest.fixture
def shared(city, officer, cdo, authority_reviewer):
    """A loaded entry of this sharing type."""

    def shared(sharing_type="conditional"):
        fields = {"sharing_type": sharing_type, "sharing_condition": "须说明依据"}
        entry = make_draft(officer, area_item="区县", **fields)
        entry = publish(entry, officer=officer, cdo=cdo, reviewer=authority_reviewer)
        load(entry, SAMPLES, officer)
        return entry

    return shared


def terms(**changes):
    today = clock.today()
    period = {"starts_on": today, "ends_on": today + timedelta(days=30)}
    words = {"legal_basis": "传染病防治法", "purpose": "水源性疾病监测", "scenario": "疾控预警"}
    return words | period | {"items": ["监测点编号", "区县"], "delivery": "file"} | changes


@pytest.fixture
def endorsed(shared, other_unit_officer, asker_cdo):
    def endorsed(sharing_type="conditional", **changes):
        entry = shared(sharing_type)
        made = services.create_request(entry, actor=other_unit_officer, **terms(**changes))
        services.submit_request(made, actor=other_unit_officer)
        return services.endorse_request(made, actor=asker_cdo)

    return endorsed


@pytest.fixture
def checked(endorsed, authority_reviewer):
    return services.check_request(endorsed(), actor=authority_reviewer)


@pytest.fixture
def granted(checked, cdo):
    return services.approve_request(checked, actor=cdo).grant

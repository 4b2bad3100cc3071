"""What dispatch's tests begin with: the health bureau needs the water bureau's data."""

from __future__ import annotations

from datetime import timedelta

import pytest

from portal.dispatch import services
from portal.kernel import clock
from tests.people import make_person


def statement(**changes):
    """A data need that may be stated."""
    return {
        "title": "供水水质监测数据",
        "content": "末梢水水质监测结果，按监测点和日期，每月更新。",
        "purpose": "水源性疾病监测预警",
        "legal_basis": "《中华人民共和国传染病防治法》第四十二条",
        "wished_by": clock.today() + timedelta(days=60),
    } | changes


@pytest.fixture
def stranger(city):
    """Somebody of a unit that has nothing to do with it."""
    return make_person(city.district_health, "stranger", "路人", "data_officer")


@pytest.fixture
def stated(other_unit_officer):
    return services.state_need(actor=other_unit_officer, **statement())


@pytest.fixture
def assigned(stated, authority_reviewer, water_bureau):
    return services.assign_dispatch(stated, actor=authority_reviewer, responder=water_bureau)


@pytest.fixture
def accepted(assigned, officer):
    return services.accept_dispatch(assigned, actor=officer)


@pytest.fixture
def delivered(accepted, officer):
    return services.deliver_dispatch(accepted, actor=officer, delivery="已编目并发布。")


@pytest.fixture
def closed(delivered, other_unit_officer):
    return services.close_dispatch(delivered, actor=other_unit_officer)


@pytest.fixture
def ordered(authority_reviewer):
    fields = statement(title="挂接未完成的目录", legal_basis="市数字化专班会议纪要〔2026〕7号")
    fields.pop("purpose")
    return services.order_supervision(actor=authority_reviewer, **fields)

"""A domain of the water bureau, an operator that applies for it, and those who decide."""

from __future__ import annotations

from datetime import timedelta

import pytest

from authorization import services
from portal.kernel import clock
from tests.people import make_person, make_unit


@pytest.fixture
def operator_unit(city):
    return make_unit("贵阳数链公共数据运营公司", kind="operator")


@pytest.fixture
def operator(operator_unit):
    return make_person(operator_unit, "operator", "韦运", "operator")


@pytest.fixture
def other_operator(city):
    unit = make_unit("贵阳另一家数据运营公司", kind="operator")
    return make_person(unit, "other-operator", "莫营", "operator")


@pytest.fixture
def prepared(city, published, authority_reviewer, officer):
    """A domain with one resource, not open yet."""
    domain = services.create_domain(
        actor=authority_reviewer,
        name="供水服务",
        name_en="Water",
        summary="供水水质和用水数据",
        lead_department=city.water,
    )
    services.register_resource(domain, published, actor=officer, scenarios="水质查询")
    return domain


@pytest.fixture
def domain(prepared, authority_reviewer):
    return services.publish_domain(prepared, actor=authority_reviewer)


def wish(**changes):
    words = {"scenario": "面向居民的水质查询", "capability": "二十人团队", "security_plan": "数据不出域"}
    return words | {"term_years": 3, "term_reasons": ""} | changes


@pytest.fixture
def drafted(domain, operator):
    return services.create_application(domain, actor=operator, **wish())


@pytest.fixture
def applied(drafted, operator):
    return services.submit_application(drafted, actor=operator)


@pytest.fixture
def long_applied(domain, operator):
    """Four years, with reasons."""
    made = services.create_application(
        domain, actor=operator, **wish(term_years=4, term_reasons="传感网建设周期长")
    )
    return services.submit_application(made, actor=operator)


@pytest.fixture
def reviewed(applied, authority_reviewer):
    return services.review_application(applied, actor=authority_reviewer, opinion="符合条件")


@pytest.fixture
def assessed(reviewed, cdo):
    return services.assess_application(reviewed, actor=cdo, opinion="同意")


@pytest.fixture
def secured(assessed, security_administrator):
    return services.record_security_assessment(
        assessed, actor=security_administrator, passed=True, opinion="符合要求"
    )


@pytest.fixture
def decided(secured, authority_reviewer):
    return services.approve_application(secured, actor=authority_reviewer, opinion="同意")


@pytest.fixture
def agreement(decided, authority_reviewer):
    """In force from today."""
    today = clock.today()
    return services.sign_agreement(
        decided, actor=authority_reviewer, starts_on=today, duties="按协议开发利用"
    )


@pytest.fixture
def coming(decided, authority_reviewer):
    """Signed, in force from next week."""
    starts_on = clock.today() + timedelta(days=7)
    return services.sign_agreement(
        decided, actor=authority_reviewer, starts_on=starts_on, duties="按协议开发利用"
    )


FIGURES = {"resources": 1, "services": 2, "clients": 300, "incidents": 0, "report": "上线两项服务。"}

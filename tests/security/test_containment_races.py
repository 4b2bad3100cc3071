"""Somebody lets data out in the very moment in which somebody else contains an incident with it."""

from __future__ import annotations

import pytest

from aggregation.models import ResourceHold
from aggregation.selectors import Held
from authorization import services as authorization
from opening import services as opening
from opening.models import PublicDataset
from security import services
from sharing import services as sharing
from sharing.models import Grant
from tests.kernel.test_races import at_once
from tests.open_data import PORTAL, SAMPLES, load

from .conftest import told

pytestmark = pytest.mark.django_db(transaction=True)
WORDS = {"containment": "停止提供"}


@pytest.fixture
def loaded(published, officer):
    """An entry whose data everybody may read."""
    load(published, SAMPLES, officer)
    return published


@pytest.fixture
def report(officer):
    def report(entry):
        return services.report_incident(actor=officer, entry=entry, **told())

    return report


def test_a_grant_decided_meanwhile_comes_before_the_hold_or_not_at_all(
    report, checked, cdo, owner, other_unit_officer
):
    incident = report(checked.entry)
    granting, containing = at_once(
        lambda: sharing.approve_request(checked, actor=cdo).state,
        lambda: services.contain_incident(incident, actor=owner, **WORDS).state,
    )
    assert containing == "contained"
    assert granting == "approved" if Grant.objects.exists() else isinstance(granting, Held)
    for grant in Grant.objects.all():
        assert grant.granted_at <= ResourceHold.objects.get().placed_at
        with pytest.raises(Held):
            sharing.read_page(grant, actor=other_unit_officer)


def test_a_grant_resumed_meanwhile_is_suspended_all_the_same(report, granted, owner, authority_reviewer):
    incident = report(granted.entry)
    sharing.suspend_grant(granted, actor=authority_reviewer, reason="核查")
    resuming, containing = at_once(
        lambda: sharing.resume_grant(granted, actor=authority_reviewer, reason="核实").state,
        lambda: services.contain_incident(incident, actor=owner, grants=[granted], **WORDS).state,
    )
    granted.refresh_from_db()
    assert (containing, granted.state) == ("contained", "suspended")
    assert resuming == "active" or isinstance(resuming, Held)


def test_a_dataset_that_is_refreshed_meanwhile_is_not_seen(report, loaded, owner):
    incident = report(loaded)
    _refreshing, containing = at_once(
        lambda: opening.refresh_dataset(loaded, actor=PORTAL),
        lambda: services.contain_incident(incident, actor=owner, **WORDS).state,
    )
    assert containing == "contained"
    assert not PublicDataset.objects.open().exists()


def test_the_last_of_two_incidents_to_end_lets_the_dataset_be_seen(report, loaded, owner):
    opening.refresh_dataset(loaded, actor=PORTAL)
    both = [services.contain_incident(report(loaded), actor=owner, **WORDS) for _number in range(2)]
    words = {"cause": "误配", "measures": "已改正"}
    at_once(*(lambda one=one: services.resolve_incident(one, actor=owner, **words) for one in both))
    assert not ResourceHold.objects.in_force().exists()
    assert PublicDataset.objects.open().count() == 1


def test_a_resource_registered_meanwhile_comes_before_the_hold_or_not_at_all(
    report, published, owner, officer, authority_reviewer, city
):
    words = {"name": "供水", "name_en": "", "summary": "水质", "lead_department": city.water}
    domain = authorization.create_domain(actor=authority_reviewer, **words)
    incident = report(published)
    registering, containing = at_once(
        lambda: authorization.register_resource(domain, published, actor=officer, scenarios="查询").state,
        lambda: services.contain_incident(incident, actor=owner, **WORDS).state,
    )
    assert containing == "contained"
    assert registering == "registered" or isinstance(registering, Held)

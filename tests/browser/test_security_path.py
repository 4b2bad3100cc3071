"""Data security, walked by the people who do it: signs of personal information, and an incident."""

from __future__ import annotations

import pytest

from aggregation.models import Batch
from opening.models import PublicDataset
from opening.services import refresh_dataset
from security import services
from security.models import Incident
from security.tasks import NOTER
from sharing.models import Grant
from tests.open_data import PORTAL, load
from tests.security.conftest import *  # noqa: F403  (the same people, requests and grants)

from .reader import Reader

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.mark.provision("7.4")
def test_signs_of_personal_information_are_judged_by_the_unit(sit_down, published, officer, owner):
    load(published, LEAKING, officer)  # noqa: F405
    services.note_finding(Batch.objects.get(), actor=NOTER)
    assert refresh_dataset(published, actor=PORTAL) is None
    guardian = sit_down().sign_in(owner)
    guardian.go("/inbox/")
    guardian.open(published.name)
    guardian.sees(guardian.says("Resident identity number"))
    guardian.follow("Confirm personal information")
    guardian.fill("reason", "抽查两条，均为居民身份证号，不得公开。")
    guardian.press("Confirm personal information")
    guardian.sees(guardian.says("Personal information confirmed"))
    assert not PublicDataset.objects.open().exists()


@pytest.mark.provision("7.1")
def test_an_incident_is_reported_contained_and_closed(
    sit_down, granted, officer, owner, authority_reviewer, other_unit_officer
):
    report(sit_down().sign_in(officer), granted)
    guardian = sit_down().sign_in(owner)
    contain(guardian, granted)
    consumer = sit_down().sign_in(other_unit_officer)
    consumer.go(granted.get_absolute_url())
    consumer.sees(consumer.says("Suspended because of a security incident:"))
    resolve(guardian)
    review(sit_down().sign_in(authority_reviewer))
    assert Incident.objects.get().state == "reviewed"


def report(clerk: Reader, granted: Grant) -> None:
    """From the grant's page to the form."""
    clerk.go(granted.get_absolute_url())
    clerk.follow("Report an incident")
    clerk.fill("title", "共享数据被转给第三方")
    clerk.choose("kind", "misuse")
    clerk.fill("description", "使用单位将查询结果提供给外包公司。")
    clerk.choose("severity", "serious")
    clerk.press("Report")
    clerk.sees(clerk.says("Reported, awaiting containment"))


def contain(guardian: Reader, granted: Grant) -> None:
    """Out of the inbox; the grant that the report names is chosen already."""
    guardian.go("/inbox/")
    guardian.open("共享数据被转给第三方")
    guardian.follow("Contain the incident")
    guardian.sees(guardian.says("What containing stops"))
    guardian.fill("containment", "暂停该项共享许可，收回账号。")
    guardian.press("Contain the incident")
    guardian.sees(guardian.says("Contained"))
    granted.refresh_from_db()
    assert granted.state == "suspended"


def resolve(guardian: Reader) -> None:
    """Cause and measures."""
    guardian.follow("Record cause and measures")
    guardian.fill("cause", "外包人员违规导出")
    guardian.fill("measures", "改为页面查询，逐月抽查")
    guardian.press("Record cause and measures")
    guardian.sees(guardian.says("Resolved, awaiting review"))


def review(authority: Reader) -> None:
    """The authority looks at it and closes it."""
    authority.go("/inbox/")
    authority.open("共享数据被转给第三方")
    authority.follow("Review and close")
    authority.fill("conclusion", "措施到位，同意办结。")
    authority.press("Review and close")
    authority.sees(authority.says("Reviewed and closed"))

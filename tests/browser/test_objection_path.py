"""A consumer and a citizen each object: the data is flagged, one is corrected, the other dismissed."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.urls import reverse

from aggregation.models import Objection
from tests.objections import RIGHT
from tests.open_data import HEADER
from tests.workers import wait_for

from .reader import Reader

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
REASONS = "经核对原始检测报告，末梢水余氯应为0.24。"
REFUSAL = "与当日检测报告一致，数据无误。"


@pytest.fixture
def corrected(tmp_path: Path) -> Path:
    file = tmp_path / "更正.csv"
    file.write_text("\n".join([HEADER, *RIGHT, ""]), encoding="utf-8")
    return file


@pytest.mark.provision("4.3")
@pytest.mark.provision("5.3")
def test_two_objections_are_raised_flagged_and_answered(
    sit_down,
    start_worker,
    corrected,
    water_quality,
    granted_water,
    citizen,
    other_unit_officer,
    officer,
    cdo,
    authority_reviewer,
):
    start_worker("objections")
    somebody = sit_down().sign_in(citizen, at="/")
    object_in_public(somebody, water_quality)
    consumer = sit_down().sign_in(other_unit_officer)
    object_as_consumer(consumer, granted_water)
    by_citizen, by_consumer = Objection.objects.order_by("pk")
    reviewer, clerk, signer = (sit_down().sign_in(who) for who in (authority_reviewer, officer, cdo))
    for objection in (by_citizen, by_consumer):
        accept(reviewer, objection)
        verify(clerk, objection)
    is_flagged_everywhere(somebody, consumer, water_quality, granted_water, by_citizen)
    uphold_and_correct(clerk, by_citizen, corrected)
    dismiss(signer, by_consumer)
    is_answered(sit_down(), water_quality)


def object_in_public(somebody: Reader, dataset) -> None:
    """From the page of the dataset; a row that is not there is refused with a sentence."""
    somebody.go(dataset.get_absolute_url())
    somebody.follow("Report an error or an infringement")
    somebody.choose("kind", "error")
    somebody.fill("text", "南明区监测点当日公示值为0.24。")
    somebody.fill("key_0", "P999")
    somebody.choose("item", "余氯")
    somebody.press("Raise the objection")
    somebody.sees("没有这一行数据")
    somebody.fill("key_0", "P002")
    somebody.press("Raise the objection")
    somebody.sees(somebody.says("Awaiting acceptance"))


def object_as_consumer(consumer: Reader, grant) -> None:
    """From the page of the grant."""
    consumer.go(grant.get_absolute_url())
    consumer.follow("Raise an objection")
    consumer.choose("kind", "outdated")
    consumer.fill("text", "花溪区监测点缺少余氯数值。")
    consumer.fill("key_0", "P003")
    consumer.press("Raise the objection")
    consumer.sees(consumer.says("Awaiting acceptance"))


def review(reader: Reader, objection: Objection) -> None:
    """What waits is in the inbox, and leads to the decision."""
    reader.go("/inbox/")
    reader.open(objection.number)


def accept(reviewer: Reader, objection: Objection) -> None:
    """The authority takes it up."""
    review(reviewer, objection)
    reviewer.press("Accept the objection")
    reviewer.sees(reviewer.says("Accepted, awaiting verification"))


def verify(clerk: Reader, objection: Objection) -> None:
    """The provider looks into it."""
    review(clerk, objection)
    clerk.unfold("Begin to verify")
    clerk.press("Begin to verify")
    clerk.sees(clerk.says("Being verified"))


def told(reader: Reader, dataset) -> list[dict[str, object]]:
    """What the open interface says is contested."""
    address = reverse("opening:api-rows", args=[dataset.slug])
    return reader.context.request.get(reader.base + address).json().get("notices", [])


def is_flagged_everywhere(somebody: Reader, consumer: Reader, dataset, grant, objection: Objection) -> None:
    """On the open page once the worker has stamped it, above the granted rows, and for programs."""
    wait_for(lambda: len(told(somebody, dataset)) == 2)
    somebody.go(dataset.get_absolute_url())
    somebody.sees(objection.number)
    assert somebody.page.locator(".row--contested").count() == 2
    consumer.go(reverse("sharing:grant-rows", args=[grant.public_id]))
    consumer.sees(objection.number)


def uphold_and_correct(clerk: Reader, objection: Objection, file: Path) -> None:
    """The objector is right: the corrected file is loaded, and the objection closed with it."""
    review(clerk, objection)
    clerk.unfold("Uphold the objection")
    clerk.fill("answer", REASONS)
    clerk.press("Uphold the objection")
    clerk.follow("Load a file")
    clerk.attach(file)
    clerk.press("Hand in and load")
    clerk.sees("已入库")
    clerk.go(objection.get_absolute_url())
    clerk.follow("Close the objection")
    clerk.press("Close the objection")
    clerk.sees(clerk.says("Objection closed"))


def dismiss(signer: Reader, objection: Objection) -> None:
    """The data is right, and the chief data officer says why."""
    review(signer, objection)
    signer.unfold("Dismiss the objection")
    signer.fill("answer", REFUSAL)
    signer.press("Dismiss the objection")
    signer.sees(REFUSAL)


def is_answered(anybody: Reader, dataset) -> None:
    """In public, without a word about what a unit objected to; nothing is contested any more."""
    wait_for(lambda: not told(anybody, dataset))
    anybody.go("/data/objections/")
    anybody.sees(REASONS)
    assert REFUSAL not in anybody.page.content()

"""From a district's need to a reconciled parcel, walked by the people who do it, in Chinese."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from portal.kernel import jobs
from sharing.models import ReturnParcel, ReturnRun

from .reader import Reader

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

NAME = "供水水质监测信息"


@pytest.mark.provision("4.4")
def test_a_district_gets_its_rows_back_and_signs_for_them(sit_down, placed, officer, cdo, receiver_officer):
    district = sit_down().sign_in(receiver_officer)
    file_need(district, placed)
    accept(sit_down().sign_in(cdo))
    provider = sit_down().sign_in(officer)
    return_now(provider, placed)
    sign_wrongly(district)
    send_again(provider)
    sign(district)


def file_need(district: Reader, entry) -> None:
    """From the entry's page to the form."""
    district.go(entry.get_absolute_url())
    district.follow("File a need for data return")
    district.fill("purpose", "基层水质巡查")
    district.fill("reason", "乡镇需要本辖区监测点")
    district.choose("cycle", "monthly")
    district.press("File the need")
    district.sees(district.says("Awaiting a decision"))


def open_from_inbox(reader: Reader) -> None:
    """What waits is in the inbox."""
    reader.go("/inbox/")
    reader.open(NAME)


def accept(leader: Reader) -> None:
    """The provider's CDO accepts."""
    open_from_inbox(leader)
    leader.follow("Accept the need")
    leader.press("Accept the need")
    leader.sees(leader.says("The need was accepted."))


def return_now(provider: Reader, entry) -> None:
    """By hand; a worker cuts and sends."""
    provider.go(entry.get_absolute_url())
    provider.follow("Return now")
    provider.sees("云岩区大数据发展管理局")
    provider.press("Return now")
    provider.sees(provider.says("Planned"))
    run = ReturnRun.objects.get()
    jobs.run_inline(run.job)
    provider.go(run.get_absolute_url())
    provider.sees("522301001")


def fetched(district: Reader) -> bytes:
    """The file, as the browser gets it."""
    with district.page.expect_download() as caught:
        district.page.locator("main a[href$='/file/']").first.click()
    return Path(caught.value.path()).read_bytes()


def receipt(district: Reader, rows: int, digest: str) -> None:
    """Fill the receipt in."""
    district.follow("Sign for the parcel")
    district.fill("rows", str(rows))
    district.fill("digest", digest)
    district.press("Sign for the parcel")


def sign_wrongly(district: Reader) -> None:
    """Half of the file came."""
    open_from_inbox(district)
    half = fetched(district)[:100]
    receipt(district, 1, hashlib.sha256(half).hexdigest())
    district.sees(district.says("Does not match"))


def send_again(provider: Reader) -> None:
    """The provider finds it in the inbox and sends it again."""
    open_from_inbox(provider)
    provider.follow("Send again")
    provider.press("Send again")
    provider.sees(provider.says("The parcel was sent again."))


def sign(district: Reader) -> None:
    """This time everything matches."""
    open_from_inbox(district)
    content = fetched(district)
    receipt(district, content.count(b"\n") - 1, hashlib.sha256(content).hexdigest())
    district.sees(district.says("Reconciled"))
    assert ReturnParcel.objects.get().state == "reconciled"

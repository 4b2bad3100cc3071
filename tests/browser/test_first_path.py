"""From file to open page, walked by the people who do it: once in Chinese, once in English."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from catalog.models import CatalogEntry
from opening.models import PublicDataset
from portal.kernel.models import AuditEvent
from tests.people import make_category, make_person

from .reader import Reader

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

SOURCE = Path(__file__).parents[2] / "portal" / "demo" / "content" / "guizhou_air_quality.csv"
NAME = "贵州省环境空气质量公报"
NAME_EN = "Air quality bulletins of Guizhou"
SEARCHES = {"zh-hans": "空气质量", "en": "air quality"}


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    """The official figures, and the same with one value that is no number."""
    good, bad = tmp_path / "air.csv", tmp_path / "air-with-a-mistake.csv"
    text = SOURCE.read_text(encoding="utf-8")
    good.write_text(text, encoding="utf-8")
    first = text.splitlines()[1].split(",")
    first[4] = "many"
    bad.write_text(text.rstrip("\n") + "\n" + ",".join(first) + "\n", encoding="utf-8")
    return good, bad


@pytest.mark.provision("2.1")
@pytest.mark.provision("3.2")
@pytest.mark.provision("5.1")
@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_a_file_becomes_an_open_page(
    language, sit_down, start_worker, files, officer, cdo, authority_reviewer, city
):
    make_category("202011", "生态环保", "Environment")
    start_worker("browser")
    clerk = sit_down(language).sign_in(officer)
    compile_entry(clerk, files[0])
    signer = sit_down(language).sign_in(cdo)
    sign(signer)
    reviewer = sit_down(language).sign_in(authority_reviewer)
    return_with_comments(reviewer)
    correct(clerk)
    sign(signer)
    publish(reviewer)
    load(clerk, files[1])
    anybody = sit_down(language)
    find_and_read(anybody, language)
    download(anybody)
    call(anybody)
    read_the_trail(sit_down(language), make_person(city.authority, "auditor", "孙审", "audit_administrator"))


def compile_entry(clerk: Reader, file: Path) -> None:
    """Items from the file, the rest by hand."""
    clerk.follow("Catalog entries")
    clerk.follow("Compile an entry")
    clerk.attach(file)
    clerk.press("Read the file")
    clerk.sees("城市或区域")
    clerk.fill("name", NAME)
    clerk.fill("name_en", NAME_EN)
    clerk.fill("abstract", "省生态环境厅公布的城市环境空气质量排名。")
    clerk.fill("abstract_en", "Rankings of city air quality as published.")
    clerk.page.locator("[name=category]").select_option(index=1)
    clerk.choose("grade", "L1")
    clerk.choose("sharing_type", "unconditional")
    clerk.choose("open_type", "open")
    clerk.fill("source", "贵州省生态环境厅网站")
    clerk.press("Save draft with %(count)s items", count=8)
    clerk.sees("城市或区域")
    hand_in(clerk)


def hand_in(clerk: Reader) -> None:
    """Submit for signature: the page of the move, then its button."""
    clerk.follow("Submit for signature")
    clerk.press("Submit for signature")
    clerk.sees(clerk.says("Awaiting signature"))


def open_from_inbox(reader: Reader) -> None:
    """What waits is in the inbox."""
    reader.go("/inbox/")
    reader.open(NAME if reader.language != "en" else NAME_EN)


def sign(signer: Reader) -> None:
    """The CDO signs what waits."""
    open_from_inbox(signer)
    signer.unfold("Sign")
    signer.press("Sign")
    signer.sees(signer.says("Awaiting review"))


def return_with_comments(reviewer: Reader) -> None:
    """Without an opinion nothing is returned; with one it is."""
    open_from_inbox(reviewer)
    reviewer.unfold("Return for revision")
    reviewer.press("Return for revision")
    reviewer.fill("opinion", "摘要请写明数据的时间范围。")
    reviewer.press("Return for revision")
    reviewer.sees("摘要请写明数据的时间范围。")


def correct(clerk: Reader) -> None:
    """The officer finds the comment, corrects, and hands in again."""
    open_from_inbox(clerk)
    clerk.sees("摘要请写明数据的时间范围。")
    clerk.follow("Edit metadata")
    clerk.fill("abstract", "省生态环境厅公布的2019年、2024年城市环境空气质量排名。")
    clerk.press("Save")
    hand_in(clerk)


def publish(reviewer: Reader) -> None:
    """Approve, then publish: the entry gets its resource code."""
    open_from_inbox(reviewer)
    reviewer.unfold("Approve")
    reviewer.press("Approve")
    reviewer.sees(reviewer.says("Awaiting publication"))
    reviewer.press("Publish")
    reviewer.sees("202011/000001")


def load(clerk: Reader, file: Path) -> None:
    """Mount a table, hand in the file, watch it load, read what was turned down and why."""
    clerk.go(CatalogEntry.objects.get().get_absolute_url())
    clerk.follow("Mount with a table")
    clerk.press("Mount")
    clerk.follow("Load a file")
    clerk.attach(file)
    clerk.press("Hand in and load")
    clerk.sees(clerk.says("Loaded"))
    clerk.sees("107")
    clerk.sees("many")


def find_and_read(anybody: Reader, language: str) -> None:
    """Found by words, previewed, filtered, charted."""
    anybody.go("/")
    anybody.page.locator("main [type=search], .hero [type=search]").first.fill(SEARCHES[language])
    anybody.page.keyboard.press("Enter")
    anybody.open(NAME if language == "zh-hans" else NAME_EN)
    anybody.sees("都匀市")
    assert anybody.page.locator("main svg.chart, main figure svg").count() >= 1


def download(anybody: Reader) -> None:
    """The whole table as CSV."""
    with anybody.page.expect_download() as caught:
        anybody.page.locator("a[href*='rows.csv']").first.click()
    text = Path(caught.value.path()).read_text(encoding="utf-8-sig")
    assert len(list(csv.DictReader(text.splitlines()))) == 107


def call(anybody: Reader) -> None:
    """The same rows for a program."""
    slug = PublicDataset.objects.get().slug
    answer = anybody.context.request.get(f"{anybody.base}/api/v1/open/datasets/{slug}/rows?limit=5")
    assert answer.status == 200
    assert len(json.loads(answer.text())["rows"]) == 5


def read_the_trail(auditor: Reader, actor) -> None:
    """Every step left an event, in this order."""
    auditor.sign_in(actor)
    auditor.follow("Audit trail")
    auditor.sees(NAME if auditor.language != "en" else NAME_EN)
    moves = AuditEvent.objects.filter(action__startswith="catalog.catalogentry.").order_by("id")
    names = [action.rpartition(".")[2] for action in moves.values_list("action", flat=True)]
    walked = [name for name in names if name in WALK]
    assert walked == WALK


WALK = ["create", "submit", "sign", "return", "submit", "sign", "approve", "publish"]

"""Lists, forms, moves and decisions as people meet them."""

from __future__ import annotations

import io

import pytest
from django.test import Client
from python_calamine import CalamineWorkbook

from portal.web import exports
from tests.kernel.sample.models import Petition
from tests.kernel.sample.workflows import WORKFLOW

from . import sample
from .conftest import signed_in


def html(response) -> str:
    """The answer as text."""
    return response.content.decode()


def test_a_list_counts_and_pages(petitions):
    page = html(Client().get("/sample/"))
    assert "共 45 条" in page
    assert page.count("<tr>") == 21


def test_paging_keeps_search_filter_and_sorting(petitions):
    page = html(Client().get("/sample/?q=申请&state=draft&sort=-number&page=2"))
    link = next(part for part in page.split('rel="next" href="')[1:]).split('"')[0].replace("&amp;", "&")
    assert "page=3" in link
    for part in ("state=draft", "sort=-number", "q=%E7%94%B3%E8%AF%B7"):
        assert part in link


def test_an_active_filter_is_a_chip_that_can_be_removed(petitions):
    page = html(Client().get("/sample/?state=draft&number_min=3&number_max=7"))
    assert "状态为“起草”" in page
    assert "编号为“3 至 7”" in page
    assert 'class="chip" href="?state=draft"' in page
    assert 'class="chip" href="?number_min=3&amp;number_max=7"' in page


def test_every_word_of_a_search_must_be_found(petitions):
    assert "共 1 条" in html(Client().get("/sample/?q=申请 044"))
    assert "没有符合条件的记录" in html(Client().get("/sample/?q=申请 没有"))


@pytest.mark.parametrize(
    "query",
    ["sort=password", "page=999", "page=x", "page_size=100000", "state=bogus", "q=%00", "sort=-", "q=%25"],
)
def test_bad_list_parameters_are_harmless(petitions, query):
    assert Client().get(f"/sample/?{query}").status_code == 200


def test_a_lists_search_is_not_repeated_in_the_sites_search(petitions):
    page = html(Client().get("/sample/?q=申请"))
    site_search = page.split('id="site-search"')[1].split(">")[0]
    assert "申请" not in site_search


def test_sorting_works_both_ways(petitions):
    page = html(Client().get("/sample/?sort=-number"))
    assert page.index("申请044") < page.index("申请043")
    assert 'aria-sort="descending"' in page


def test_an_empty_list_says_what_would_be_here(db):
    page = html(Client().get("/sample/"))
    assert "还没有申请" in page
    assert 'href="/sample/new/"' in page


@pytest.mark.parametrize("title", ["=1+1", "+1", "-2", "@SUM(A1)", "\t=1", " =1", "＝1"])
def test_exports_disarm_formulas(db, title):
    Petition.objects.create(title=title)
    text = b"".join(Client().get("/sample/?format=csv").streaming_content).decode("utf-8-sig")
    assert f"'{title}" in text


def test_the_workbook_holds_the_filtered_list(petitions):
    Petition.objects.create(title="=cmd()", number=100)
    response = Client().get("/sample/?format=xlsx&number_min=44&number_max=100")
    book = CalamineWorkbook.from_filelike(io.BytesIO(b"".join(response.streaming_content)))
    rows = book.get_sheet_by_index(0).to_python()
    assert rows[0] == ["标题", "编号", "状态"]
    assert [row[0] for row in rows[1:]] == ["'=cmd()", "申请044"]
    assert rows[1][1] == 100


def test_what_one_sheet_cannot_hold_stands_on_the_next(petitions, monkeypatch):
    monkeypatch.setattr(exports, "SHEET_LINES", 10)
    response = Client().get("/sample/?format=xlsx&number_min=1&number_max=25")
    book = CalamineWorkbook.from_filelike(io.BytesIO(b"".join(response.streaming_content)))
    lines = [row for name in book.sheet_names for row in book.get_sheet_by_name(name).to_python()]
    assert len(book.sheet_names) == 3
    assert sorted(row[1] for row in lines[1:]) == list(range(1, 26))


def test_titles_are_escaped(db):
    Petition.objects.create(title="<script>alert(1)</script>")
    page = html(Client().get("/sample/"))
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert" in page


def test_a_wrong_form_keeps_what_was_typed_and_links_to_the_field(clerk):
    response = signed_in(clerk).post("/sample/new/", {"title": "", "number": "abc"})
    page = html(response)
    assert response.status_code == 422
    assert 'href="#id_title"' in page
    assert 'href="#id_number"' in page
    assert 'value="abc"' in page
    assert 'aria-invalid="true"' in page
    assert 'aria-describedby="id_title_helptext id_title_error"' in page
    assert "<title>错误：" in page


def test_a_services_refusal_is_shown_in_the_form(clerk, draft):
    response = signed_in(clerk).post("/sample/new/", {"title": draft.title, "number": "0"})
    assert response.status_code == 422
    assert f'value="{draft.title}"' in html(response)
    assert 'class="error-summary"' in html(response)


def test_a_conflict_in_a_form_is_409(clerk):
    assert signed_in(clerk).post("/sample/new/", {"title": "busy", "number": "0"}).status_code == 409


def test_success_is_said_on_the_next_page(clerk):
    response = signed_in(clerk).post("/sample/new/", {"title": "新的", "number": "0"}, follow=True)
    assert response.redirect_chain == [("/sample/", 302)]
    assert "已保存。" in html(response)


def test_a_review_page_saves_nothing_yet(clerk):
    client = signed_in(clerk)
    page = html(client.post("/sample/new/reviewed/", {"title": "新的", "number": "7"}))
    assert "请核对" in page
    assert 'type="hidden" name="title" value="新的"' in page
    assert not Petition.objects.exists()
    again = client.post("/sample/new/reviewed/", {"title": "新的", "number": "7", "_step": "change"})
    assert 'value="新的"' in html(again)
    client.post("/sample/new/reviewed/", {"title": "新的", "number": "7", "_step": "confirmed"})
    assert Petition.objects.get().number == 7


def test_a_record_shows_the_moves_that_this_person_may_make(clerk, decider, submitted):
    assert "reject/" in html(signed_in(decider).get(f"/sample/{submitted.title}/"))
    assert "reject/" not in html(signed_in(clerk).get(f"/sample/{submitted.title}/"))


def test_a_record_tells_its_story(clerk):
    client = signed_in(clerk)
    client.post("/sample/new/", {"title": "有故事", "number": "5"})
    page = html(client.get("/sample/有故事/"))
    assert "创建" in page
    assert "张文" in page


def test_a_move_shows_checks_and_its_form(decider, submitted):
    page = html(signed_in(decider).get(f"/sample/{submitted.title}/reject/"))
    assert "check--passed" in page
    assert "编号为零" in page
    assert 'name="reason"' in page


def test_whoever_made_a_move_is_told_so_unless_the_view_says_more():
    label = WORKFLOW.transitions["submit"].label
    assert sample.PetitionSubmit().get_done() == f"“{label}”已办理。"
    assert sample.PetitionSubmit(done="已提交。").get_done() == "已提交。"


def test_a_decision_page_posts_each_form_to_its_move(decider, submitted):
    page = html(signed_in(decider).get(f"/sample/{submitted.title}/decide/"))
    assert page.count("reject/") == page.count("approve/") == 1


def test_a_decision_page_refuses_when_nothing_can_be_decided(clerk, decider, draft, submitted):
    assert signed_in(clerk).get(f"/sample/{submitted.title}/decide/").status_code == 403
    assert signed_in(decider).get(f"/sample/{draft.title}/decide/").status_code == 409


def test_the_api_names_the_moves_that_the_asker_may_make(clerk, decider, submitted):
    address = f"/api/v1/petitions/{submitted.title}/"
    assert signed_in(decider).get(address).json()["actions"] == ["approve", "reject"]
    assert signed_in(clerk).get(address).json()["actions"] == []


def test_the_api_pages_by_at_most_two_hundred(clerk, petitions):
    Petition.objects.bulk_create(
        Petition(title=f"更多{number:03}", number=number) for number in range(100, 300)
    )
    answer = signed_in(clerk).get("/api/v1/petitions/?page_size=100000").json()
    assert (answer["count"], len(answer["results"])) == (245, 200)

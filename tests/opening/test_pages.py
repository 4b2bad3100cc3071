"""The public pages: the list, a dataset, its rows, its chart, its files."""

from __future__ import annotations

import pytest
from django.urls import reverse

from opening import services
from opening.models import PublicDataset
from tests.open_data import PORTAL

PERSON = {"HTTP_USER_AGENT": "Mozilla/5.0"}


@pytest.fixture
def page(client, water_quality):
    """The dataset's page as a visitor's browser gets it; an address like the browser's form sends."""

    def page(**query):
        return client.get(water_quality.get_absolute_url(), query, follow=True, **PERSON)

    return page


def text_of(response):
    return response.content.decode()


def test_the_list_shows_every_open_dataset(client, library):
    text = text_of(client.get("/data/"))
    assert all(dataset.title in text for dataset in library)
    assert "共 5 个数据集" in text


def test_the_list_marks_what_was_looked_for(client, library):
    assert "<mark>停车</mark>" in text_of(client.get("/data/", {"q": "停车"}))


def test_the_list_can_be_narrowed_and_widened_again_by_links(client, library):
    response = client.get("/data/", {"theme": "environment", "cycle": "daily"})
    assert response.context["page"].paginator.count == 1
    assert [chip.url for chip in response.context["chips"]] == ["?cycle=daily", "?theme=environment"]


def test_the_list_is_also_a_file(client, library):
    lines = b"".join(client.get("/data/", {"format": "csv", "theme": "environment"}).streaming_content)
    assert lines.decode("utf-8-sig").count("\n") == 3


def test_an_empty_search_offers_something_near(client, library):
    response = client.get("/data/", {"q": "火星停车"})
    assert "没有同时包含“火星停车”的开放数据集" in text_of(response)
    assert response.context["near"][0].title == "公共停车场信息"


def test_an_empty_portal_says_what_would_be_here(client, db):
    assert "还没有开放的数据" in text_of(client.get("/data/"))


def test_titles_are_suggested(client, library):
    assert "公共停车场信息" in text_of(client.get("/data/suggestions/", {"q": "停车"}))


@pytest.mark.parametrize(
    "query", [{"page": "nonsense"}, {"page_size": "9e9"}, {"sort": "' --"}, {"q": "\x00"}]
)
def test_a_strange_address_of_the_list_is_still_the_list(client, library, query):
    assert client.get("/data/", query).status_code == 200


def test_the_dataset_page_says_what_who_and_how_fresh(page):
    text = text_of(page())
    for words in ("供水水质监测信息", "贵阳市水务管理局", "每月", "更新及时", "5 行 × 4 个信息项", "mg/L"):
        assert words in text


def test_the_dataset_page_speaks_english(page, client):
    client.cookies["language"] = "en"
    text = text_of(page())
    assert "Drinking water quality" in text
    assert "Guiyang Water Bureau" in text


@pytest.mark.parametrize(("language", "label"), [("zh-hans", "演示生成数据"), ("en", "Generated")])
def test_generated_data_is_labelled_everywhere(client, bring_to_portal, language, label):
    dataset = bring_to_portal(provenance="generated", source="演示生成器")
    client.cookies["language"] = language
    file = client.get(reverse("opening:dataset-csv", args=[dataset.slug]))
    assert label in text_of(client.get(dataset.get_absolute_url()))
    assert label in text_of(client.get("/data/"))
    assert "filename" in file["Content-Disposition"]


def test_the_file_of_generated_data_says_so_in_its_name(client, bring_to_portal):
    from urllib.parse import unquote

    dataset = bring_to_portal(provenance="generated", source="演示生成器")
    name = unquote(client.get(reverse("opening:dataset-csv", args=[dataset.slug]))["Content-Disposition"])
    assert f"{dataset.slug}_供水水质监测信息_v1_演示生成数据.csv" in name


def test_the_preview_shows_rows_and_items(page):
    assert [row.cells[0][0] for row in page().context["preview"].rows] == [
        "P001",
        "P002",
        "P003",
        "P004",
        "P005",
    ]


def test_the_preview_is_narrowed_by_an_address_that_can_be_kept(page):
    response = page(区县="云岩区", 监测日期__ge="", columns=["监测点编号", "区县", "监测日期", "余氯"])
    assert [row.cells[0][0] for row in response.context["preview"].rows] == ["P001", "P004"]
    assert response.redirect_chain[0][0].endswith("?%E5%8C%BA%E5%8E%BF=%E4%BA%91%E5%B2%A9%E5%8C%BA")


def test_the_preview_is_ordered_and_cut_to_columns(page):
    preview = page(order="-监测日期", columns="监测点编号").context["preview"]
    assert [row.cells[0][0] for row in preview.rows] == ["P005", "P004", "P003", "P002", "P001"]
    assert len(preview.heads) == 1


def test_the_preview_goes_on_from_where_it_ended(page):
    first = page(limit=2).context["preview"]
    second = page(limit=2, after=first.next).context["preview"]
    assert [row.cells[0][0] for row in second.rows] == ["P003", "P004"]


def test_only_the_part_that_changed_is_sent_to_htmx(client, water_quality):
    response = client.get(water_quality.get_absolute_url(), {"区县": "云岩区"}, HTTP_HX_TARGET="preview")
    text = text_of(response)
    assert text.lstrip().startswith("<section")
    assert "P001" in text
    assert response["HX-Push-Url"].startswith(water_quality.get_absolute_url())


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ({"没有的": "1"}, "没有的"),
        ({"余氯": "1"}, "余氯"),
        ({"监测日期__ge": "not a day"}, "not a day"),
        ({"区县__like": "x"}, "like"),
        ({"after": "broken"}, ""),
        ({"limit": "1000000000"}, ""),
        ({"limit": "x"}, "x"),
        ({"order": "余氯"}, "余氯"),
        ({"columns": "没有的"}, "没有的"),
        ({"item": "没有的"}, "没有的"),
        ({"item": "区县", "measure": "sum:区县"}, "sum:区县"),
    ],
)
def test_a_wrong_question_gets_a_sentence_and_the_page(page, query, sentence):
    response = page(**query)
    assert response.status_code == 422
    assert 'role="alert"' in text_of(response)
    assert sentence in text_of(response)


def test_hostile_values_are_only_values(page):
    response = page(区县="'; DROP TABLE store_storetable; --<script>alert(1)</script>")
    assert response.status_code == 200
    assert "<script>alert" not in text_of(response)


def test_a_chart_is_drawn_from_the_items(page):
    assert "按区县统计的行数" in text_of(page(item="区县"))


def test_the_chart_is_a_drawing_and_a_table_to_keep(client, water_quality):
    asked = {"item": "区县"}
    svg = client.get(reverse("opening:dataset-chart-svg", args=[water_quality.slug]), asked)
    csv = client.get(reverse("opening:dataset-chart-csv", args=[water_quality.slug]), asked)
    assert svg["Content-Type"].startswith("image/svg+xml")
    assert "云岩区,2" in b"".join(csv.streaming_content).decode()


def test_the_file_is_the_rows(client, water_quality):
    response = client.get(reverse("opening:dataset-csv", args=[water_quality.slug]), {"区县": "云岩区"})
    lines = b"".join(response.streaming_content).decode("utf-8-sig").splitlines()
    assert lines[0] == "监测点编号,区县,监测日期,余氯"
    assert [line[:4] for line in lines[1:]] == ["P001", "P004"]


def test_a_wrong_question_makes_no_file(client, water_quality):
    response = client.get(reverse("opening:dataset-csv", args=[water_quality.slug]), {"余氯": "1"})
    assert response.status_code == 422


@pytest.mark.parametrize("role", ["detail", "csv", "chart-svg", "chart-csv"])
def test_a_suspended_dataset_is_as_unknown_as_one_that_never_was(client, water_quality, role):
    services.suspend_dataset(water_quality, actor=PORTAL, reason="核查")
    hidden = client.get(reverse(f"opening:dataset-{role}", args=[water_quality.slug]))
    unknown = client.get(reverse(f"opening:dataset-{role}", args=["999999-000001"]))
    assert (hidden.status_code, unknown.status_code) == (404, 404)
    assert water_quality.title not in text_of(hidden)


def test_a_page_that_has_not_changed_is_not_sent_again(client, water_quality):
    first = client.get(water_quality.get_absolute_url(), **PERSON)
    again = client.get(water_quality.get_absolute_url(), HTTP_IF_NONE_MATCH=first["ETag"], **PERSON)
    assert again.status_code == 304


def test_another_language_is_another_page(client, water_quality):
    mark = client.get(water_quality.get_absolute_url())["ETag"]
    client.cookies["language"] = "en"
    again = client.get(water_quality.get_absolute_url(), HTTP_IF_NONE_MATCH=mark)
    assert again.status_code == 200


def test_pages_of_people_who_signed_in_are_not_kept(client, water_quality, citizen):
    client.force_login(citizen.user, backend="portal.members.backends.RoleBackend")
    assert "ETag" not in client.get(water_quality.get_absolute_url())


def test_views_and_downloads_are_counted_without_robots(client, water_quality):
    address = reverse("opening:dataset-csv", args=[water_quality.slug])
    for agent in ("Mozilla/5.0", "Googlebot/2.1", ""):
        client.get(water_quality.get_absolute_url(), HTTP_USER_AGENT=agent)
        b"".join(client.get(address, HTTP_USER_AGENT=agent).streaming_content)
    services.flush()
    found = PublicDataset.objects.get()
    assert (found.views, found.downloads) == (1, 1)


def test_the_list_takes_few_queries(client, library, django_assert_max_num_queries):
    with django_assert_max_num_queries(9):
        client.get("/data/", {"q": "监测"})


def test_a_dataset_page_takes_few_queries(client, water_quality, django_assert_max_num_queries):
    services.flush()
    with django_assert_max_num_queries(16):
        client.get(water_quality.get_absolute_url())


def test_staff_see_how_datasets_are_used(client, water_quality, officer):
    client.force_login(officer.user, backend="portal.members.backends.RoleBackend")
    assert "供水水质监测信息" in text_of(client.get(reverse("opening:usage-list")))


def test_strangers_are_sent_to_sign_in_before_the_usage_list(client, db):
    assert client.get(reverse("opening:usage-list")).status_code == 302

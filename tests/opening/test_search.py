"""What a search finds, in Chinese and in English, and what it offers when it finds nothing."""

from __future__ import annotations

import pytest
from django.utils import translation

from opening import selectors
from opening.selectors import Wish, words


def titles(question, **facets):
    return [dataset.title for dataset in selectors.found(Wish(question, facets))]


@pytest.mark.parametrize(
    ("question", "title"),
    [
        ("水质", "供水水质监测信息"),
        ("停车", "公共停车场信息"),
        ("行政村", "行政村和社区名录"),
        ("空气质量", "空气质量监测日报"),
        ("节假日", "法定节假日安排"),
        ("空气 日报", "空气质量监测日报"),
        ("空气质量的日报", "空气质量监测日报"),
        ("PM2.5", "空气质量监测日报"),
        ("pm2.5浓度", "空气质量监测日报"),
        ("放假", "法定节假日安排"),
        ("监测点编号 供水", "供水水质监测信息"),
        ("holidays", "法定节假日安排"),
        ("holiday", "法定节假日安排"),
        ("village", "行政村和社区名录"),
        ("community", "行政村和社区名录"),
        ("AIR quality", "空气质量监测日报"),
        ("the water quality of Guiyang", "供水水质监测信息"),
    ],
)
def test_words_of_both_languages_find_the_dataset_first(library, question, title):
    assert titles(question)[0] == title


@pytest.mark.parametrize(
    ("question", "title"),
    [
        ("政村", "行政村和社区名录"),
        ("村和社", "行政村和社区名录"),
        ("质监", "空气质量监测日报"),
        ("车场信", "公共停车场信息"),
    ],
)
def test_words_across_the_borders_of_words_are_found(library, question, title):
    assert title in titles(question)


@pytest.mark.parametrize(
    ("question", "title"),
    [("泊", "公共停车场信息"), ("olida", "法定节假日安排"), ("M2", "空气质量监测日报")],
)
def test_nothing_is_empty_where_a_substring_is_found(library, question, title):
    assert titles(question) == [title]


def test_all_words_must_be_found(library):
    assert titles("空气 停车") == []


@pytest.mark.parametrize(
    "question",
    [
        "'",
        "\\",
        "a'b:*",
        "!!",
        "& | !",
        "%",
        "_",
        "<->",
        "(",
        "水质')) --",
        "\x00",
        "🙂",
        "“水质”",
        "a" * 5000,
    ],
)
def test_hostile_words_are_only_words(library, question):
    assert isinstance(titles(question), list)
    assert isinstance(selectors.similar(question), list)


def test_a_percent_sign_is_no_wildcard(library):
    assert titles("%") == []


def test_facets_narrow_and_count(library):
    facets = selectors.facet_counts(Wish())
    counts = {facet.name: {v.value: v.count for v in facet.values} for facet in facets}
    assert counts["cycle"] == {"monthly": 3, "daily": 1, "yearly": 1}
    assert counts["theme"]["environment"] == 2
    assert len(titles("", theme=["environment"])) == 2


def test_a_facet_counts_what_choosing_another_of_its_values_would_leave(library):
    cycle = selectors.facet_counts(Wish("", {"cycle": ["daily"]}))[2]
    assert {value.value: value.count for value in cycle.values}["monthly"] == 3
    assert [value.value for value in cycle.values if value.chosen] == ["daily"]


def test_an_unknown_value_of_a_facet_finds_nothing(library):
    assert titles("", theme=["nonsense"]) == []


def test_when_nothing_is_found_something_near_is_offered(library):
    assert selectors.similar("空气 停车 火星")[0].title in {"空气质量监测日报", "公共停车场信息"}
    assert len(selectors.similar("火星")) == 5


def test_titles_are_offered_in_the_language_of_the_reader(library):
    with translation.override("en"):
        assert selectors.suggestions("holi") == ["Public holidays"]


def test_what_was_looked_for_is_marked():
    assert words.marked("城市供水水质", "水质") == [("城市供水", False), ("水质", True)]


def test_a_long_text_is_cut_around_the_word():
    text = "开头" * 100 + "水质" + "结尾" * 100
    assert "水质" in words.excerpt(text, "水质")


def test_the_front_reads_figures_themes_and_the_latest(library):
    figures = selectors.figures()
    assert (figures.datasets, figures.providers, figures.rows) == (5, 1, 25)
    assert len(selectors.latest(3)) == 3
    assert {theme.key: theme.count for theme in selectors.themes_with_counts()}["environment"] == 2

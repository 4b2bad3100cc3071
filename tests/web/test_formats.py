"""Values as people read them."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from django.template import Context, Template
from django.test import Client
from django.utils import translation

from portal.kernel import clock
from portal.web import formats, icons
from portal.web.doors import Column

MONDAY = datetime(2026, 11, 23, 9, tzinfo=UTC)


@pytest.mark.parametrize(
    ("value", "words", "tone"),
    [
        (date(2026, 11, 23), "今天到期", "soon"),
        (date(2026, 11, 26), "还有3个工作日", "soon"),
        (date(2026, 12, 1), "还有6个工作日", "quiet"),
        (date(2026, 11, 20), "已逾期1个工作日", "stop"),
        (None, "", "quiet"),
    ],
)
def test_a_deadline_counts_working_days(value, words, tone):
    with clock.set_to(MONDAY):
        due = formats.due(value)
    assert (due.words, due.tone) == (words, tone)


@pytest.mark.parametrize(
    ("shown", "expected"),
    [
        (formats.day(datetime(2026, 11, 22, 20, tzinfo=UTC)), "2026-11-23"),
        (formats.moment(datetime(2026, 11, 22, 20, 5, tzinfo=UTC)), "2026-11-23 04:05"),
        (formats.day(None), "—"),
        (formats.grouped(657807), "657,807"),
        (formats.grouped(Decimal("1234.50")), "1,234.50"),
        (formats.grouped(0), "0"),
        (formats.percent(0.625), "62.5%"),
        (formats.file_size(0), "0 B"),
        (formats.file_size(12 * 2**20), "12.0 MB"),
        (formats.file_size(3 * 2**50), "3,072.0 TB"),
    ],
)
def test_values_are_written_the_same_everywhere(shown, expected):
    assert shown == expected


@pytest.mark.parametrize(
    ("seconds", "chinese", "english"),
    [
        (9.6, "10秒", "10 s"),
        (200, "3分20秒", "3 min 20 s"),
        (timedelta(hours=2, minutes=5), "2小时5分", "2 h 5 min"),
    ],
)
def test_durations_are_in_words(seconds, chinese, english):
    assert formats.duration(seconds) == chinese
    with translation.override("en"):
        assert formats.duration(seconds) == english


@pytest.mark.parametrize("name", icons.SHAPES)
def test_icons_are_hidden_from_readers_unless_named(name):
    assert 'aria-hidden="true"' in icons.icon(name)
    assert 'aria-label="&lt;b&gt;"' in icons.icon(name, "<b>")


def test_columns_follow_dots_and_forgive_missing_steps():
    class Unit:
        name = "<水务>"

    class Record:
        unit = Unit()
        nothing = None

    assert Column("unit.name", "单位").html(Record()) == "<水务>"
    assert Column("nothing.name", "单位").html(Record()) == "—"
    template = Template("{% load web %}{{ record|cell:column }}")
    drawn = template.render(Context({"record": Record(), "column": Column("unit.name", "单位")}))
    assert drawn == "&lt;水务&gt;"


@pytest.mark.parametrize("shown", [True, False])
def test_the_style_guide_is_for_demo_and_development(db, settings, shown):
    settings.DEMO = shown
    response = Client().get("/styleguide/")
    assert response.status_code == (200 if shown else 404)
    if shown:
        assert "一数一源一标准" in response.content.decode()

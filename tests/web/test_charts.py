"""Charts drawn on the server: safe, zero-based, with their table."""

from __future__ import annotations

import xml.etree.ElementTree as ElementTree
from datetime import date
from itertools import pairwise

import pytest

from portal.web.charts import (
    MIDDLE,
    NARROW,
    WIDE,
    bar_chart,
    column_chart,
    line_chart,
    shortened,
    sparkline,
    ticks,
    width_of,
)

HOSTILE = '</text><script>alert("x")</script>'
POINTS = [("云岩区", 1186), ("南明区", 593), (HOSTILE, 0)]
SVG = "{http://www.w3.org/2000/svg}"
CHARTS = {
    "bar": bar_chart(HOSTILE, POINTS, unit=HOSTILE),
    "column": column_chart(HOSTILE, POINTS),
    "line": line_chart(HOSTILE, [(HOSTILE, POINTS), ("全省", POINTS[:2])]),
    "empty bar": bar_chart("空", []),
    "empty column": column_chart("空", []),
    "empty line": line_chart("空", [("空", [])]),
    "no line": line_chart("空", []),
    "one point": line_chart("一", [("一", [("2026", 5)])]),
    "zeros": column_chart("零", [("a", 0), ("b", 0)]),
    "negative": line_chart("负", [("温度", [("1", -5), ("2", 3.5)])]),
}


@pytest.mark.parametrize("width", [NARROW, MIDDLE, WIDE])
@pytest.mark.parametrize("name", CHARTS)
def test_a_drawing_is_well_formed_without_script_or_style(name, width):
    root = ElementTree.fromstring(CHARTS[name].svg(width=width))
    assert root.find(f"{SVG}title").text == str(CHARTS[name].title)
    assert not list(root.iter(f"{SVG}script"))
    assert not [element for element in root.iter() if "style" in element.attrib]


@pytest.mark.parametrize("name", CHARTS)
def test_nothing_is_drawn_outside(name):
    root = ElementTree.fromstring(CHARTS[name].svg())
    width, height = map(float, root.attrib["viewBox"].split()[2:])
    for element in root.iter(f"{SVG}rect"):
        x, y, w, h = (float(element.attrib[side]) for side in ("x", "y", "width", "height"))
        assert x >= 0
        assert y >= 0
        assert x + w <= width
        assert y + h <= height


def test_bars_begin_at_zero_and_keep_proportion():
    root = ElementTree.fromstring(CHARTS["bar"].svg())
    first, second, third = (float(bar.attrib["width"]) for bar in root.iter(f"{SVG}rect"))
    assert first == pytest.approx(2 * second, rel=0.01)
    assert third == 0


def test_the_table_holds_what_was_drawn():
    assert CHARTS["bar"].rows()[1:] == [list(point) for point in POINTS]
    head, *rows = CHARTS["line"].rows()
    assert head == ["", HOSTILE, "全省"]
    assert rows[2] == [HOSTILE, 0, ""]


def test_a_downloaded_drawing_brings_its_colors():
    assert "<style>" in CHARTS["bar"].svg(standalone=True)
    assert "<style>" not in CHARTS["bar"].svg()


def test_two_charts_on_a_page_do_not_share_identifiers():
    one, other = (bar_chart("甲", [("a", value)]).svg() for value in (1, 2))
    assert one.split('id="')[1] != other.split('id="')[1]


def test_names_at_the_ends_of_lines_do_not_cover_each_other():
    chart = line_chart("近", [(f"线{n}", [("1", 1), ("2", 10 + n / 100)]) for n in range(4)])
    names = [t for t in ElementTree.fromstring(chart.svg()).iter(f"{SVG}text") if t.text.startswith("线")]
    places = sorted(float(name.attrib["y"]) for name in names)
    assert all(lower - upper >= 14 for upper, lower in pairwise(places))


@pytest.mark.parametrize(
    ("top", "bottom", "marks"),
    [
        (100, 0, [0, 25, 50, 75, 100]),
        (7, 0, [0, 2, 4, 6, 8]),
        (0, 0, [0]),
        (3.5, -5, [-5, -2.5, 0, 2.5, 5]),
    ],
)
def test_ticks_are_round(top, bottom, marks):
    assert ticks(top, bottom) == marks


def test_long_names_are_cut_to_their_room():
    assert width_of(shortened("贵阳市大数据发展管理局", 70)) <= 70
    assert shortened("短", 70) == "短"


def test_a_sparkline_needs_two_values():
    assert sparkline([1]) == ""
    assert "polyline" in sparkline([3, 3, 3])


def test_a_file_says_title_unit_source_and_date_by_itself():
    chart = bar_chart("各区记录数", POINTS, unit="条", source="本门户", as_of=date(2026, 11, 23))
    drawn = ElementTree.fromstring(chart.svg(standalone=True))
    words = [element.text for element in drawn.iter(f"{SVG}text")]
    assert words[0] == "各区记录数（条）"
    assert words[-1] == "来源：本门户 · 截至 2026-11-23"
    assert "来源" not in chart.svg()


def test_whole_numbers_have_no_decimals_in_the_table():
    assert bar_chart("a", [("x", 3.0), ("y", 2.5)]).rows()[1:] == [["x", 3], ["y", 2.5]]
    assert str(bar_chart("a", [("x", 3.0)]).rows()[1][1]) == "3"

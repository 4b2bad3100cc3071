"""The small columns of a figure's course."""

from __future__ import annotations

from portal.web.trends import trend


def heights(drawing: str) -> list[float]:
    return [float(piece.split('"')[0]) for piece in drawing.split(' height="')[1:]]


def test_columns_are_zero_based_and_the_last_one_is_strong():
    drawing = str(trend([10, 20, 40]))
    assert heights(drawing) == [7.5, 15.0, 30.0]
    assert drawing.count("chart-bar--rest") == 2


def test_a_percentage_is_drawn_against_the_whole():
    assert heights(str(trend([0.25, 0.5], top=1.0))) == [7.5, 15.0]


def test_a_month_without_a_value_is_a_line_on_the_ground():
    assert heights(str(trend([None, 0, 4, 8]))) == [1.0, 1.0, 15.0, 30.0]


def test_one_value_has_no_course():
    assert str(trend([None, 3])) == ""


def test_screen_readers_are_spared_the_drawing():
    assert 'aria-hidden="true"' in str(trend([1, 2]))

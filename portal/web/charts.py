"""Charts drawn on the server: plain SVG with direct labels, zero-based bars, and the table they come from.

Colors are CSS classes (the content policy forbids style attributes); ``svg(standalone=True)`` carries its own
colors for a download. Each chart is drawn for three widths, so that its letters keep their size on a phone.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from hashlib import blake2s
from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from portal.kernel.errors import Message

from . import formats

Point = tuple[Message, float]
Series = tuple[Message, Sequence[Point]]

WIDE, MIDDLE, NARROW = 760, 520, 340
FONT = 14
STANDALONE = SafeString(
    "<style>text{font:14px 'Noto Sans CJK SC','PingFang SC','Microsoft YaHei',sans-serif;fill:#18262e}"
    ".chart-text--quiet{fill:#52626b}.chart-text--strong{font-weight:600}.chart-text--end{text-anchor:end}"
    ".chart-text--middle{text-anchor:middle}.chart-grid{stroke:#d9e0e3}.chart-axis{stroke:#7d8c94}"
    ".chart-bar{fill:#0b5f66}.chart-bar--rest{fill:#a9b8bd}.chart-line{fill:none;stroke:#0b5f66;stroke-width:2.5}"
    ".chart-line--rest{stroke:#a9b8bd}.chart-dot{fill:#0b5f66}.chart-dot--rest{fill:#a9b8bd}</style>"
)


@dataclass(frozen=True, kw_only=True)
class Chart:
    """What every chart says of itself; subclasses draw."""

    title: Message
    unit: Message = ""
    source: Message = ""
    as_of: date | None = None
    svg_url: str = ""
    csv_url: str = ""

    def rows(self) -> list[list[str | float]]:
        """The table behind the drawing, with its head."""
        raise NotImplementedError

    def draw(self, width: int) -> tuple[int, list[SafeString]]:
        """Height and escaped elements of a drawing ``width`` units wide."""
        raise NotImplementedError

    def describe(self) -> str:
        """The drawing in one sentence, for those who do not see it."""
        raise NotImplementedError

    def svg(self, *, width: int = WIDE, standalone: bool = False) -> SafeString:
        """The drawing; ``standalone`` for a file of its own."""
        height, elements = self.draw(width)
        if standalone:
            height, elements = self._with_its_words(height, elements)
        name = blake2s(f"{self.title}{width}{self.rows()}".encode(), digest_size=6).hexdigest()
        return format_html(
            '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {} {}" role="img" '
            'aria-labelledby="t{} d{}"><title id="t{}">{}</title><desc id="d{}">{}</desc>{}{}</svg>',
            width,
            height,
            name,
            name,
            name,
            self.title,
            name,
            self.describe(),
            STANDALONE if standalone else "",
            format_html_join("", "{}", ((element,) for element in elements)),
        )

    def _with_its_words(self, height: int, drawn: list[SafeString]) -> tuple[int, list[SafeString]]:
        """The drawing between its title and its source and date: a file has no page around it."""
        title = f"{self.title}（{self.unit}）" if self.unit else self.title
        foot = [f"{_('Source')}：{self.source}"] if self.source else []
        foot += [f"{_('As of')} {formats.day(self.as_of)}"] if self.as_of else []
        inside = format_html_join("", "{}", ((element,) for element in drawn))
        moved = format_html('<g transform="translate(0 36)">{}</g>', inside)
        return height + 72, [
            text(0, 20, title, "strong"),
            moved,
            text(0, height + 62, " · ".join(foot), "quiet"),
        ]

    @property
    def wide(self) -> SafeString:
        """The drawing for screens."""
        return self.svg(width=WIDE)

    @property
    def middle(self) -> SafeString:
        """The drawing for a column beside another."""
        return self.svg(width=MIDDLE)

    @property
    def narrow(self) -> SafeString:
        """The drawing for phones."""
        return self.svg(width=NARROW)


def place(value: float) -> str:
    """A coordinate, to a tenth."""
    return f"{value:.1f}"


def text(x: float, y: float, words: Message, classes: str = "") -> SafeString:
    """One escaped piece of text."""
    names = " ".join(["chart-text", *(f"chart-text--{name}" for name in classes.split())])
    return format_html('<text class="{}" x="{}" y="{}">{}</text>', names, place(x), place(y), words)


def rule(x1: float, y1: float, x2: float, y2: float, name: str = "chart-grid") -> SafeString:
    """A straight line."""
    ends = (place(end) for end in (x1, y1, x2, y2))
    return format_html('<line class="{}" x1="{}" y1="{}" x2="{}" y2="{}"/>', name, *ends)


def box(x: float, y: float, width: float, height: float, *, rest: bool = False) -> SafeString:
    """A bar; nothing is drawn with a negative size."""
    name = "chart-bar chart-bar--rest" if rest else "chart-bar"
    sides = (place(x), place(y), place(max(width, 0)), place(max(height, 0)))
    return format_html('<rect class="{}" x="{}" y="{}" width="{}" height="{}" rx="2"/>', name, *sides)


def width_of(words: Message) -> float:
    """The width of a text: a Chinese character is as wide as the font is high, a Latin letter about half."""
    return sum(FONT if ord(letter) > 0x2E80 else FONT * 0.58 for letter in str(words))


def shortened(words: Message, room: float) -> str:
    """The text, cut with an ellipsis where it does not fit; the table has it whole."""
    cut = str(words)
    if width_of(cut) <= room:
        return cut
    while cut and width_of(cut) + FONT > room:
        cut = cut[:-1]
    return f"{cut}…"


def whole(value: float) -> float:
    """The value for a table: without decimals where it has none."""
    return int(value) if value % 1 == 0 else value


def number(value: float) -> str:
    """Grouped, with no more decimals than it has, two at most."""
    return f"{value:,.2f}".rstrip("0").rstrip(".") if value % 1 else f"{value:,.0f}"


def ticks(top: float, bottom: float = 0.0, wanted: int = 4) -> list[float]:
    """Round values from at most ``bottom`` to at least ``top``."""
    span = (top - bottom) or 1.0
    raw = span / wanted
    power = 10 ** math.floor(math.log10(raw))
    step = next(f * power for f in (1, 2, 2.5, 5, 10) if raw <= f * power)
    first, last = math.floor(bottom / step), math.ceil(top / step)
    return [round(n * step, 10) for n in range(first, last + 1)]


@dataclass(frozen=True, kw_only=True)
class BarChart(Chart):
    """Horizontal bars with their values beside them: the right chart for names."""

    points: Sequence[Point]
    emphasis: frozenset[str] = field(default_factory=frozenset)

    def rows(self) -> list[list[str | float]]:
        """Name and value."""
        return [["", str(self.unit)], *([str(label), whole(value)] for label, value in self.points)]

    def describe(self) -> str:
        """Names and values."""
        return "; ".join(f"{label} {number(value)}" for label, value in self.points[:20])

    def draw(self, width: int) -> tuple[int, list[SafeString]]:
        """A row of 32 units for each point; on a phone the name stands above its bar."""
        narrow = width < 500
        top = max([value for _label, value in self.points], default=0) or 1
        value_room = max((width_of(number(value)) for _label, value in self.points), default=0) + 12
        name_room = min(max((width_of(label) for label, _v in self.points), default=0) + 16, width * 0.38)
        left = 0 if narrow else name_room
        row, scale = (48 if narrow else 32), (width - left - value_room) / top
        elements = []
        for index, (label, value) in enumerate(self.points):
            y = index * row + (20 if narrow else 0)
            rest = bool(self.emphasis) and str(label) not in self.emphasis
            length = max(value, 0) * scale
            elements.append(self._name(label, left, y, width, narrow=narrow))
            elements.append(box(left, y + 6, length, 20, rest=rest))
            elements.append(text(left + length + 8, y + 21, number(value)))
        elements.append(rule(left, 0 if not narrow else 24, left, len(self.points) * row, "chart-axis"))
        return max(len(self.points) * row, row), elements

    def _name(self, label: Message, left: float, y: float, width: int, *, narrow: bool) -> SafeString:
        if narrow:
            return text(0, y, shortened(label, width))
        return text(left - 10, y + 21, shortened(label, left - 10), "end")


@dataclass(frozen=True, kw_only=True)
class ColumnChart(Chart):
    """Vertical columns: for a few ordered classes or periods."""

    points: Sequence[Point]
    height: int = 260

    def rows(self) -> list[list[str | float]]:
        """Name and value."""
        return [["", str(self.unit)], *([str(label), whole(value)] for label, value in self.points)]

    def describe(self) -> str:
        """Names and values."""
        return "; ".join(f"{label} {number(value)}" for label, value in self.points[:20])

    def draw(self, width: int) -> tuple[int, list[SafeString]]:
        """Columns on a zero line; values above them where there is room."""
        bottom, top = self.height - 28, max([value for _label, value in self.points], default=0) or 1
        step = width / max(len(self.points), 1)
        wide = min(step * 0.68, 64)
        values_fit = max((width_of(number(v)) for _l, v in self.points), default=0) < step
        every = max(1, math.ceil(max((width_of(label) for label, _v in self.points), default=0) / step))
        elements = []
        for index, (label, value) in enumerate(self.points):
            middle, size = (index + 0.5) * step, max(value, 0) / top * (bottom - 26)
            elements.append(box(middle - wide / 2, bottom - size, wide, size))
            if values_fit:
                elements.append(text(middle, bottom - size - 7, number(value), "middle"))
            if index % every == 0:
                label = shortened(label, step * every)
                place = max(middle, width_of(label) / 2)
                elements.append(text(place, self.height - 8, label, "middle quiet"))
        return self.height, [*elements, rule(0, bottom, width, bottom, "chart-axis")]


@dataclass(frozen=True, kw_only=True)
class LineChart(Chart):
    """Values over time; each line is named at its end, the first one is the one that matters."""

    series: Sequence[Series]
    height: int = 280

    def rows(self) -> list[list[str | float]]:
        """One row a moment, one column a series."""
        moments = list(dict.fromkeys(str(label) for _name, points in self.series for label, _v in points))
        columns = [{str(label): value for label, value in points} for _name, points in self.series]
        head: list[str | float] = ["", *(str(name) for name, _points in self.series)]
        return [head, *([moment, *(column.get(moment, "") for column in columns)] for moment in moments)]

    def describe(self) -> str:
        """First and last value of each line."""
        return "; ".join(
            f"{name}: {points[0][0]} {number(points[0][1])} – {points[-1][0]} {number(points[-1][1])}"
            for name, points in self.series
            if points
        )

    def draw(self, width: int) -> tuple[int, list[SafeString]]:
        """Grid, lines, names at the ends, some moments below."""
        marks = ticks(*self._extent())
        left = max(width_of(number(mark)) for mark in marks) + 10
        right = width - min(max((width_of(n) for n, _p in self.series), default=0) + 16, width * 0.3)
        area = _Area(left, right, 12, self.height - 30, marks[0], marks[-1])
        elements = [rule(left, area.y(m), right, area.y(m)) for m in marks]
        elements += [text(left - 8, area.y(m) + 5, number(m), "end quiet") for m in marks]
        elements += self._moments(area)
        for index in reversed(range(len(self.series))):
            elements += self._line(index, area)
        return self.height, [*elements, *self._names(area, width)]

    def _extent(self) -> tuple[float, float]:
        values = [value for _name, points in self.series for _label, value in points] or [0]
        return max(*values, 0), min(*values, 0)

    def _moments(self, area: _Area) -> list[SafeString]:
        labels = [str(label) for label, _value in self.series[0][1]] if self.series else []
        room = max((width_of(label) for label in labels), default=1) + 20
        every = max(1, math.ceil(len(labels) * room / (area.right - area.left)))
        shown = [i for i in range(len(labels)) if i % every == 0]
        return [text(area.x(i, len(labels)), area.bottom + 22, labels[i], "middle quiet") for i in shown]

    def _line(self, index: int, area: _Area) -> list[SafeString]:
        _name, points = self.series[index]
        if not points:
            return []
        rest = "" if index == 0 else "--rest"
        places = [(area.x(i, len(points)), area.y(value)) for i, (_label, value) in enumerate(points)]
        path = " ".join(f"{x:.1f},{y:.1f}" for x, y in places)
        x, y = places[-1]
        kind = f"chart-line chart-line{rest}" if rest else "chart-line"
        dot = f"chart-dot chart-dot{rest}" if rest else "chart-dot"
        return [
            format_html('<polyline class="{}" points="{}"/>', kind, path),
            format_html('<circle class="{}" cx="{}" cy="{}" r="4"/>', dot, place(x), place(y)),
        ]

    def _names(self, area: _Area, width: int) -> list[SafeString]:
        """The lines' names at their ends, moved down where they would cover each other."""
        ends = sorted(
            (area.y(points[-1][1]), index, name) for index, (name, points) in enumerate(self.series) if points
        )
        drawn, lowest = [], -math.inf
        for y, index, name in ends:
            lowest = max(y, lowest + FONT + 3)
            words = shortened(name, width - area.right - 10)
            drawn.append(text(area.right + 10, lowest + 5, words, "quiet" if index else "strong"))
        return drawn


@dataclass(frozen=True)
class _Area:
    """The rectangle that lines are drawn in, and the scale of its values."""

    left: float
    right: float
    top: float
    bottom: float
    low: float
    high: float

    def x(self, index: int, count: int) -> float:
        """Where the ``index``-th of ``count`` moments is."""
        return self.left + (self.right - self.left) * (index / (count - 1) if count > 1 else 0.5)

    def y(self, value: float) -> float:
        """Where a value is."""
        return self.bottom - (self.bottom - self.top) * (value - self.low) / ((self.high - self.low) or 1)


def bar_chart(title: Message, points: Sequence[Point], **options: Any) -> BarChart:
    """Horizontal bars; ``options`` are those of ``Chart`` and ``emphasis``, the names to bring out."""
    return BarChart(title=title, points=points, **options)


def column_chart(title: Message, points: Sequence[Point], **options: Any) -> ColumnChart:
    """Vertical columns."""
    return ColumnChart(title=title, points=points, **options)


def line_chart(title: Message, series: Sequence[Series], **options: Any) -> LineChart:
    """Lines over time, zero-based unless values are negative."""
    return LineChart(title=title, series=series, **options)


def sparkline(values: Sequence[float]) -> SafeString:
    """The last values of a figure as a small line without words; hidden from screen readers."""
    if len(values) < 2:
        return SafeString("")
    low, high = min(values), max(values)
    scale = 24 / ((high - low) or 1)
    points = " ".join(
        f"{2 + index * 92 / (len(values) - 1):.1f},{26 - (value - low) * scale:.1f}"
        for index, value in enumerate(values)
    )
    return format_html(
        '<svg class="sparkline" viewBox="0 0 96 28" aria-hidden="true">'
        '<polyline class="chart-line" points="{}"/></svg>',
        points,
    )

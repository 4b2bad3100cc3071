"""What every template and style sheet keeps to."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django import forms
from django.conf import settings
from django.contrib.staticfiles import finders
from django.template.loader import get_template, render_to_string

ROOT = Path(settings.ROOT)
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
SHEETS = sorted((ROOT / "portal/web/static/web/css").glob("*.css"))
NAMES = [str(path.relative_to(ROOT / "templates")) for path in TEMPLATES]
#: Foreground and background, as the components combine them.
PAIRS = [
    *(
        (front, back)
        for front in ("ink", "ink-2", "link", "primary")
        for back in ("ground", "surface", "surface-2")
    ),
    *(
        (f"{tone}-ink", back)
        for tone in ("stop", "soon", "good")
        for back in ("ground", "surface", "surface-2")
    ),
    *((f"{tone}-ink", f"{tone}-tint") for tone in ("quiet", "info", "soon", "good", "stop")),
    *(("on-primary", back) for back in ("primary", "primary-hover")),
    *(("on-stop", back) for back in ("stop", "stop-hover")),
    *((front, back) for front in ("on-hero", "on-hero-2") for back in ("hero", "hero-2")),
    *((front, "primary-tint") for front in ("ink", "primary")),
]


@pytest.mark.parametrize("path", TEMPLATES, ids=NAMES)
def test_no_template_has_inline_script_or_style(path):
    text = path.read_text(encoding="utf-8")
    assert not re.search(r"\sstyle\s*=", text)
    assert not re.search(r"<style", text)
    assert not re.search(r"<script(?![^>]*\ssrc=)", text)
    assert not re.search(r"\son[a-z]+\s*=\s*[\"']", text)
    assert "hx-on" not in text
    assert "javascript:" not in text


@pytest.mark.parametrize("path", TEMPLATES, ids=NAMES)
def test_no_template_asks_another_host_for_anything(path):
    text = path.read_text(encoding="utf-8")
    assert not re.search(r"(src|href|action)=[\"'](https?:)?//(?!beian\.miit\.gov\.cn)", text)


@pytest.mark.parametrize("name", NAMES)
def test_every_template_compiles(name):
    assert get_template(name).template.name == name


@pytest.mark.parametrize("path", SHEETS, ids=lambda path: path.name)
def test_style_sheets_take_their_colors_from_the_tokens(path):
    if path.name in {"tokens.css", "print.css"}:
        pytest.skip("defines or blanks colors")
    text = re.sub(r"/\*.*?\*/", "", path.read_text(encoding="utf-8"), flags=re.S)
    assert not re.search(r"#[0-9a-fA-F]{3,8}\b", text)
    assert "!important" not in text.replace("[hidden] {\n  display: none !important;\n}", "")
    assert "font-style: italic" not in text
    assert "text-transform" not in text
    assert "justify;" not in text


def test_every_style_sheet_is_linked_and_every_link_exists():
    texts = "".join(path.read_text(encoding="utf-8") for path in TEMPLATES)
    linked = set(re.findall(r"static ['\"]([^'\"]+)['\"]", texts))
    assert {f"web/css/{path.name}" for path in SHEETS} <= linked
    assert [name for name in linked if not finders.find(name)] == []


@pytest.mark.parametrize("path", SHEETS, ids=lambda path: path.name)
def test_only_two_weights_are_used(path):
    weights = set(re.findall(r"font-weight: (\w+);", path.read_text(encoding="utf-8")))
    assert weights <= {"400", "600"}


def tokens(scheme: str) -> dict[str, str]:
    """The colors of one scheme; the dark one replaces some of the light one's."""
    light, dark = (ROOT / "portal/web/static/web/css/tokens.css").read_text("utf-8").split("@media", 2)[:2]
    found = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", light))
    return found | (dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", dark)) if scheme == "dark" else {})


def luminance(color: str) -> float:
    """Relative luminance as WCAG defines it."""
    parts = [int(color[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """The contrast of two colors, 1 to 21."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("front", "back"), PAIRS, ids=lambda name: name)
def test_text_contrasts_with_its_ground(scheme, front, back):
    colors = tokens(scheme)
    assert contrast(colors[front], colors[back]) >= 4.5


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("mark", ["line-strong", "focus", "bar"])
def test_edges_of_controls_and_marks_can_be_seen(scheme, mark):
    colors = tokens(scheme)
    assert contrast(colors[mark], colors["surface"]) >= 3


def test_the_dark_scheme_is_another_one():
    assert tokens("dark")["surface"] != tokens("light")["surface"]


class Choosing(forms.Form):
    """A line and a set of choices, each with a hint."""

    line = forms.CharField(help_text="一行")
    kind = forms.ChoiceField(help_text="一种", choices=[("a", "甲")], widget=forms.RadioSelect)


@pytest.mark.parametrize("sent", [None, {}], ids=["fresh", "refused"])
def test_every_field_is_described_by_what_is_on_the_page(sent):
    shown = "".join(render_to_string("web/_field.html", {"field": field}) for field in Choosing(sent))
    named = {name for names in re.findall(r'aria-describedby="([^"]+)"', shown) for name in names.split()}
    assert named
    assert named <= set(re.findall(r' id="([^"]+)"', shown))
    assert ("aria-invalid" in shown) is (sent is not None)

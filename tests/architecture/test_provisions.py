"""The register of provisions, and the plugin that sets the tests beside it."""

from __future__ import annotations

from dataclasses import fields
from importlib.util import find_spec
from types import SimpleNamespace

import pytest
from django.utils import translation

from portal.front.provisions import Provision, chapters, provisions
from tests import provisions as plugin

CHAPTERS = {1: 6, 2: 5, 3: 4, 4: 5, 5: 3, 6: 4, 7: 4, 8: 3, 9: 1}
#: Apps of design.md that come with later issues.
LATER = {"portal.branch"}


def test_the_register_holds_the_provisions_of_all_nine_chapters_in_order():
    assert list(provisions()) == [f"{c}.{n}" for c, last in CHAPTERS.items() for n in range(1, last + 1)]
    assert {c: len(chapter.provisions) for c, chapter in chapters().items()} == CHAPTERS


@pytest.mark.parametrize("provision", provisions().values(), ids=lambda p: p.id)
def test_every_provision_speaks_both_languages(provision: Provision):
    texts = {f.name: getattr(provision, f.name) for f in fields(Provision)}
    assert all(not texts[f"{name}_zh"].isascii() for name in ("title", "asks"))
    assert texts["title_en"]
    assert texts["asks_en"].endswith(".")
    assert bool(texts["choice_zh"]) == bool(texts["choice_en"])


def test_a_provision_is_read_in_the_readers_language():
    assert provisions()["4.4"].title == "数据回流"
    with translation.override("en"):
        assert (provisions()["4.4"].title, provisions()["4.4"].chapter.title) == ("Data return", "Sharing")


@pytest.mark.parametrize("package", sorted({p.app for p in provisions().values()}))
def test_every_provision_names_a_package_of_the_portal(package):
    assert package in LATER or find_spec(package)


def test_a_test_of_an_unknown_provision_ends_the_run():
    item = SimpleNamespace(nodeid="t", iter_markers=lambda name: [SimpleNamespace(args=("4.9",))])
    with pytest.raises(pytest.UsageError, match=r"t: 4\.9"):
        plugin.pytest_collection_modifyitems([item])


def test_a_small_run_keeps_what_others_found_and_a_complete_one_begins_anew():
    before, now = {"2.1": {"a": "passed"}, "2.2": {"b": "passed"}}, {"2.1": {"c": "failed"}}
    assert plugin.merged(before, now, complete=True) == {"2.1": {"c": "failed"}}
    assert plugin.merged(before, now, complete=False) == {
        "2.1": {"a": "passed", "c": "failed"},
        "2.2": {"b": "passed"},
    }


def test_a_provision_without_a_test_is_missing():
    matrix = {name: {"a": "passed"} for name in provisions() if name != "7.3"}
    assert plugin.missing(matrix) == ["7.3"]


def test_only_these_provisions_are_still_to_come():
    later = {"1.6", "2.5", "3.3", "3.4", "4.5", "6.2", "6.3", "6.4", "7.2", "8.1"}
    assert set(provisions()) - plugin.CLOSED == later

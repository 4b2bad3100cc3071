"""The registry through which apps add to each other's pages."""

from __future__ import annotations

from datetime import date

import pytest
from django.template import Context, Template

from portal.kernel.actor import Actor
from portal.web import contributions, frame, tones
from portal.web.contributions import (
    ActionName,
    Figure,
    FrameLinks,
    Hit,
    InboxItem,
    InboxSource,
    Lifecycle,
    MenuEntry,
    Offer,
    Panel,
    Reading,
    Registry,
    SearchSource,
    Section,
    register,
)
from portal.web.timelines import action_name
from tests.kernel.sample.workflows import WORKFLOW

VISITOR = Actor.visitor()


@pytest.fixture(autouse=True)
def registry(monkeypatch) -> Registry:
    """An empty registry, so that the portal's own entries do not matter."""
    empty = Registry()
    monkeypatch.setattr(contributions, "registry", empty)
    monkeypatch.setattr(frame, "registry", empty)
    monkeypatch.setattr("portal.web.timelines.registry", empty)
    return empty


def test_the_navigation_follows_the_measures_chapters():
    labels = [str(section.label) for section in Section]
    assert labels == [
        "总则",
        "数据目录",
        "资源汇聚",
        "数据共享",
        "数据开放",
        "授权与利用",
        "数据安全",
        "保障和监督",
    ]


def test_entries_stand_in_their_chapter_by_order_whoever_came_first():
    register(
        MenuEntry(Section.OVERSIGHT, "检查", "sample:petition-list"),
        MenuEntry(Section.CATALOG, "后", "sample:petition-create", order=20),
        MenuEntry(Section.CATALOG, "先", "sample:petition-list", order=10),
    )
    shown = frame.menu(VISITOR)
    assert [section.value for section in shown] == ["catalog", "oversight"]
    assert [entry.label for entry in shown[0].entries] == ["先", "后"]


def test_invisible_entries_and_their_empty_chapters_are_not_drawn():
    register(
        MenuEntry(Section.SHARING, "共享", "sample:petition-list", visible=lambda actor: actor.is_person)
    )
    assert frame.menu(VISITOR) == []


def test_an_entry_without_an_address_in_this_zone_is_left_out():
    register(MenuEntry(Section.SHARING, "共享", "nowhere:list"))
    assert frame.menu(VISITOR) == []


def test_the_longest_fitting_address_is_the_current_one():
    register(
        MenuEntry(Section.CATALOG, "列表", "sample:petition-list"),
        MenuEntry(Section.CATALOG, "新建", "sample:petition-create"),
    )
    current = [entry.label for entry in frame.menu(VISITOR, "/sample/new/")[0].entries if entry.current]
    assert current == ["新建"]


def test_public_entries_are_the_headers():
    register(
        MenuEntry(Section.OPENING, "开放目录", "sample:petition-list", public=True, badge=lambda actor: 4)
    )
    assert frame.menu(VISITOR) == []
    assert [(entry.label, entry.count) for entry in frame.public_menu(VISITOR)] == [("开放目录", 4)]


def test_the_same_contribution_twice_counts_once(registry):
    entry = MenuEntry(Section.CATALOG, "列表", "sample:petition-list")
    register(entry, entry)
    register(entry)
    assert registry.menu == [entry]


def test_panels_are_drawn_in_order_unless_they_have_nothing_to_show():
    register(
        Panel("slot", "web/_badge.html", lambda actor, record: {"label": "乙", "tone": "good"}, order=20),
        Panel("slot", "web/_badge.html", lambda actor, record: None, order=5),
        Panel("slot", "web/_badge.html", lambda actor, record: {"label": record, "tone": "soon"}, order=10),
        Panel("other", "web/_badge.html", lambda actor, record: {"label": "丙", "tone": "good"}),
    )
    drawn = Template("{% load web %}{% panels 'slot' record %}").render(Context({"record": "<甲>"}))
    assert drawn.index("&lt;甲&gt;") < drawn.index("乙")
    assert "丙" not in drawn


def test_the_inbox_puts_the_most_urgent_first_and_leaves_empty_kinds_out():
    items = [
        InboxItem("无期限", "/a/"),
        InboxItem("后", "/b/", date(2026, 12, 1)),
        InboxItem("先", "/c/", date(2026, 11, 1)),
    ]
    register(InboxSource("待审", lambda actor: items), InboxSource("空", lambda actor: []))
    [(label, shown)] = contributions.inbox(VISITOR)
    assert (label, [item.title for item in shown]) == ("待审", ["先", "后", "无期限"])


def test_search_asks_every_source_and_shows_those_that_found_something():
    register(
        SearchSource("catalog", "目录", lambda actor, words, limit: [Hit(words * limit, "/")]),
        SearchSource("none", "无", lambda actor, words, limit: []),
    )
    [(source, hits)] = contributions.search(VISITOR, "水", 2)
    assert (source.name, hits[0].title) == ("catalog", "水水")


def test_at_most_six_figures_of_one_audience_are_shown():
    register(*(Figure(f"数{n}", lambda actor: 1, order=n) for n in range(8)))
    register(Figure("内部", lambda actor: Reading(2, "条"), audience="desk"))
    assert len(contributions.figures(VISITOR)) == 6
    assert contributions.figures(VISITOR, "desk")[0][1].unit == "条"


def test_frame_links_from_several_apps_add_up(registry):
    register(FrameLinks(home="front:home"), FrameLinks(sign_in="account_login"))
    assert (registry.links.home, registry.links.sign_in) == ("front:home", "account_login")


def test_actions_are_called_what_their_moves_are_called():
    register(Lifecycle(WORKFLOW), ActionName("sample.petition.copy", "复制"))
    names = [str(action_name(f"sample.petition.{name}")) for name in ("submit", "copy", "create", "unknown")]
    assert names == ["提交", "复制", "创建", "sample.petition.unknown"]


def test_something_else_is_no_contribution():
    with pytest.raises(TypeError, match="not a contribution"):
        register("menu")


def test_a_models_own_tone_comes_before_the_common_one(monkeypatch):
    monkeypatch.setattr(tones, "_of_model", {})
    assert tones.tone_of("expired", "sharing.grant") == "quiet"
    tones.register("sharing.Grant", {"expired": "stop"})
    assert tones.tone_of("expired", "sharing.grant") == "stop"
    assert tones.tone_of("never heard of") == "quiet"


def test_what_panels_offer_is_gathered_from_their_contexts():
    first, second = Offer("挂接", "/mount/", "table"), Offer("申请共享", "/ask/")
    drawn = [("a.html", {"offers": [first]}), ("b.html", {}), ("c.html", {"offers": [second]})]
    assert contributions.offers(drawn) == [first, second]

"""The search over everything one may see."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from portal.web import contributions
from portal.web.contributions import Hit, SearchSource

pytestmark = pytest.mark.django_db


def find(client=None, **query) -> str:
    return (client or Client()).get(reverse("front:search"), query).content.decode()


@pytest.fixture
def sources(monkeypatch):
    """Forty pipes and one bridge."""

    def pipes(actor, words, limit):
        return [Hit(f"供水管网{n}", f"/pipe-{n}/", "供水水质") for n in range(40)][:limit]

    listed = [
        SearchSource("pipes", "管网", search=pipes),
        SearchSource("bridges", "桥梁", search=lambda actor, words, limit: [Hit("供水桥", "/bridge/")]),
        SearchSource("none", "空缺", search=lambda actor, words, limit: []),
    ]
    monkeypatch.setattr(contributions.registry, "search", listed)


def test_each_kind_shows_a_few_findings_and_the_way_to_the_rest(sources):
    page = find(q="供水")
    assert page.count('class="result"') == 6
    assert "kind=pipes" in page
    assert "kind=bridges" not in page
    assert "空缺" not in page


def test_one_kind_has_pages_of_its_own(sources):
    page = find(q="供水", kind="pipes", page="2")
    assert page.count('class="result"') == 20
    assert 'href="/pipe-39/"' in page
    assert "/bridge/" not in page


def test_what_was_looked_for_is_marked_and_the_rest_escaped(sources, monkeypatch):
    hits = SearchSource("x", "种类", search=lambda actor, words, limit: [Hit("<b>供水</b>", "/x/")])
    monkeypatch.setattr(contributions.registry, "search", [hits])
    assert "&lt;b&gt;<mark>供水</mark>&lt;/b&gt;" in find(q="供水")


def test_an_unknown_kind_is_every_kind(sources):
    assert "/bridge/" in find(q="供水", kind="unheard")


def test_nothing_found_says_what_to_do():
    assert "没有找到" in find(q="不存在的词语")


def test_a_visitor_does_not_find_drafts_that_their_compiler_finds(draft, officer):
    client = Client()
    client.force_login(officer.user, backend="portal.members.backends.RoleBackend")
    assert draft.get_absolute_url() in find(client, q="水质监测")
    assert draft.get_absolute_url() not in find(q="水质监测")


def test_every_registered_source_answers_visitors_and_staff(officer, published):
    client = Client()
    client.force_login(officer.user, backend="portal.members.backends.RoleBackend")
    for source in contributions.registry.search:
        for reader in (Client(), client):
            answer = reader.get(reverse("front:search"), {"q": "水", "kind": source.name})
            assert answer.status_code == 200

"""What anybody reads: statistics with definitions, the measure with its provisions, the glossary."""

from __future__ import annotations

import csv

import pytest
from django.test import Client
from django.urls import reverse

from opening.models import PublicDataset
from portal.front import provisions, selectors
from portal.kernel.actor import Actor
from portal.web import contributions
from portal.web.contributions import ProvisionLink, Reading
from tests.people import make_person

from .conftest import sit_down

pytestmark = pytest.mark.django_db


def read(name, **query):
    return Client().get(reverse(name), query)


def test_statistics_count_what_is_open_with_its_definition(water_quality):
    page = read("front:statistic-list").content.decode()
    assert "今天任何人都可以获取、且有实际数据的数据集" in page
    figures = {entry["name"]: entry["value"] for entry in read("front-statistic-list").json()}
    assert (figures["datasets"], figures["rows"], figures["providers"]) == (1, water_quality.rows, 1)


def test_statistics_say_why_nothing_is_counted_yet(water_quality):
    assert "尚无使用记录" in read("front:statistic-list").content.decode()
    PublicDataset.objects.update(views=1)
    assert "尚无使用记录" not in read("front:statistic-list").content.decode()


@pytest.mark.parametrize("name", ["account_signup", "account_login"])
def test_whoever_wants_an_account_learns_who_makes_it(name):
    page = read(name).content.decode()
    assert "数据主管部门核实身份" in page
    assert "本单位管理员" in page


def test_statistics_leave_out_what_is_not_open(published):
    figures = {entry["name"]: entry["value"] for entry in read("front-statistic-list").json()}
    assert set(figures.values()) == {0}
    assert "还没有开放的数据" in read("front:statistic-list").content.decode()


@pytest.mark.parametrize(
    ("name", "row"), [("themes", ["生态环境", "1"]), ("units", ["贵阳市水务管理局", "1"])]
)
def test_a_chart_is_taken_as_table_and_as_drawing(water_quality, name, row):
    answer = Client().get(reverse("front:statistic-csv", args=[name]))
    rows = list(csv.reader(b"".join(answer.streaming_content).decode("utf-8-sig").splitlines()))
    assert rows[1][1] == row[1]
    drawing = Client().get(reverse("front:statistic-svg", args=[name]))
    assert drawing["Content-Type"].startswith("image/svg+xml")
    assert rows[1][0] in drawing.content.decode()


def test_the_course_by_month_ends_with_what_is_open_today(water_quality):
    points = selectors.CHARTS["months"][2]()
    assert len(points) == 12
    assert points[-1][1] == 1


def test_an_unknown_chart_is_not_found(db):
    assert Client().get(reverse("front:statistic-svg", args=["unheard"])).status_code == 404


def test_the_measure_shows_all_thirty_five_provisions(db):
    page = read("front:provision-list").content.decode()
    for provision in provisions.provisions().values():
        assert f'id="p{provision.id.replace(".", "-")}"' in page
        assert provision.asks in page


def test_what_comes_later_says_so(db):
    later = {p["id"] for p in read("front-provision-list").json() if p["planned"]}
    assert later == {"1.6", "2.5", "3.3", "3.4", "4.5", "6.2", "6.3", "6.4", "7.2", "8.1"}
    assert read("front:provision-list").content.decode().count("后续落实") == len(later)


def test_a_provision_shows_its_screens_and_live_figures(db, monkeypatch):
    links = [
        ProvisionLink("4.1", "公开的页面", "front:home", value=lambda: Reading(1234, "件"), public=True),
        ProvisionLink("4.1", "内部的页面", "front:desk"),
    ]
    monkeypatch.setattr(contributions.registry, "provisions", links)
    page = read("front:provision-list").content.decode()
    assert "1,234 件" in page
    assert f'<a href="{reverse("front:home")}">公开的页面</a>' in page
    assert "<span>内部的页面</span>" in page


def test_programs_read_one_provision(db):
    found = Client().get(reverse("front-provision-detail", args=["4.4"])).json()
    assert (found["title"], found["app"], found["planned"]) == ("数据回流", "sharing", False)
    assert Client().get("/api/v1/provisions/4.9/").status_code == 404


def test_live_figures_are_asked_for_once_in_two_minutes(db, django_assert_num_queries):
    first = selectors.measured_chapters(Actor.visitor())
    with django_assert_num_queries(0):
        assert selectors.measured_chapters(Actor.visitor()) == first


@pytest.fixture
def administrator(city):
    return make_person(city.water, "water-admin", "管理员", "system_administrator")


PEOPLE = ("officer", "cdo", "authority_reviewer", "inspector", "administrator", "citizen")


@pytest.mark.parametrize("name", PEOPLE)
def test_every_screen_that_the_measure_links_is_open_to_the_reader(request, city, name):
    actor = request.getfixturevalue(name)
    client = sit_down(actor)
    shown = [p for chapter in selectors.measured_chapters(actor) for p in chapter.provisions]
    urls = {screen.url for p in shown for screen in p.screens if screen.url}
    assert {url: client.get(url).status_code for url in urls} == dict.fromkeys(urls, 200)


def test_the_audit_trail_is_linked_for_those_who_may_read_it(officer, inspector):
    for actor, is_open in ((officer, False), (inspector, True)):
        screens = selectors.find_provision("7.3", actor).screens
        assert bool(screens[0].url) is is_open


def test_every_registered_screen_of_a_provision_names_a_known_one(db):
    unknown = {link.provision for link in contributions.registry.provisions} - set(provisions.provisions())
    assert unknown == set()


def test_the_footer_leads_to_the_measure(db):
    assert f'href="{reverse("front:provision-list")}"' in read("front:home").content.decode()

"""Every address is named for its record and role, and knows who is asking."""

from __future__ import annotations

import re

import pytest

from portal.web.api import ActorViewSet
from portal.web.doors import PublicMixin, StaffMixin

from .routes import Route, routes
from .sources import own_apps

PAGE = re.compile(r"(?P<app>[a-z]+):[a-z0-9]+(-[a-z0-9]+)+")
API = re.compile(r"(?P<app>[a-z]+)(-[a-z0-9]+){2,}")
#: Names that are no record's: name → why.
FREE_NAMES = {
    "healthz": "asked by machines that know one word",
    "front:home": "the portal's own pages are no records",
    "front:desk": "the portal's own pages are no records",
    "front:search": "the portal's own pages are no records",
    "front:inbox": "the portal's own pages are no records",
    "front:start": "leads to the desk or home after signing in",
    "account_reset_password": "the name by which allauth links to it",
    "web:styleguide": "shows components, no record",
}
#: Plain views of published snapshots: what is open is served to everybody alike, with as little as possible
#: in between, and nobody's name is asked.
OPEN_DOORS = {
    "opening:api-answer-list",
    "opening:api-dataset",
    "opening:api-dataset-list",
    "opening:api-rows",
    "opening:api-rows-csv",
    "opening:dataset-chart-csv",
    "opening:dataset-chart-svg",
    "opening:dataset-csv",
}
#: Doors that ask nobody's name for another reason: name → why.
FREE_DOORS = {
    "healthz": "asked by machines, tells nothing but readiness",
    "front:start": "a redirect that shows nothing",
    "web:job-progress": "a fragment, asked for each second; asks who watches by itself",
    "web:preference-update": "keeps display preferences in a cookie, whoever it is",
    "web:styleguide": "sample text, in demo and development only",
}
ROUTES = [pytest.param(route, id=str(route)) for route in routes()]


@pytest.mark.parametrize("route", ROUTES)
def test_every_address_is_named_for_its_app_record_and_role(route: Route):
    if route.name in FREE_NAMES:
        return
    found = PAGE.fullmatch(route.name) or API.fullmatch(route.name)
    assert found, "a page is <app>:<record>-<role>, an interface <app>-<record>-<role>"
    assert found["app"] in {config.label for config in own_apps()}


@pytest.mark.parametrize("route", ROUTES)
def test_every_door_knows_who_is_asking(route: Route):
    if route.name in FREE_DOORS.keys() | OPEN_DOORS:
        return
    assert isinstance(route.door, type), "a door is a class of portal.web"
    assert issubclass(route.door, (StaffMixin, PublicMixin, ActorViewSet))


@pytest.mark.parametrize("route", ROUTES)
def test_every_door_says_what_it_is(route: Route):
    assert (route.door.__doc__ or "").strip()


def test_no_exception_has_outlived_its_address():
    assert FREE_NAMES.keys() | FREE_DOORS.keys() | OPEN_DOORS <= {route.name for route in routes()}

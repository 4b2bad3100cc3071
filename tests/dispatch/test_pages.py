"""The lists and the record as people see them."""

from __future__ import annotations

import pytest
from django.urls import reverse

from portal.dispatch import services

pytestmark = pytest.mark.django_db


def read(client, actor, name, *args, **query):
    client.force_login(actor.user)
    return client.get(reverse(name, args=args), query)


def test_the_demand_list_holds_needs_alone_and_is_exported(client, stated, ordered, authority_reviewer):
    page = read(client, authority_reviewer, "dispatch:need-list").content.decode()
    assert (stated.title in page, ordered.title in page) == (True, False)
    file = read(client, authority_reviewer, "dispatch:need-list", format="csv")
    assert stated.legal_basis[:0] + stated.purpose in b"".join(file.streaming_content).decode()


@pytest.mark.parametrize(("desk", "shown"), [("waiting", True), ("answered", True), ("stated", False)])
def test_the_tabs_tell_whose_it_is(client, assigned, officer, desk, shown):
    page = read(client, officer, "dispatch:dispatch-list", desk=desk).content.decode()
    assert (assigned.title in page) is shown


@pytest.mark.parametrize(("time", "shown"), [("in_time", True), ("late", False), ("overdue", False)])
def test_the_list_is_narrowed_by_how_it_was_answered(client, delivered, officer, time, shown):
    page = read(client, officer, "dispatch:dispatch-list", time=time).content.decode()
    assert (delivered.title in page) is shown


def test_the_page_tells_what_was_delivered_and_how_often_it_was_hastened(
    client, accepted, officer, other_unit_officer, published
):
    services.hasten_dispatch(accepted, actor=other_unit_officer, note="请加快")
    named = {"subject_type": "catalog.catalogentry", "subject_id": published.public_id}
    services.deliver_dispatch(accepted, actor=officer, delivery="见目录。", **named)
    page = read(client, other_unit_officer, "dispatch:dispatch-detail", accepted.public_id).content.decode()
    assert "已催办1次" in page
    assert published.get_absolute_url() in page


def test_while_assigning_one_sees_what_the_catalog_already_holds(
    client, stated, published, authority_reviewer
):
    page = read(client, authority_reviewer, "dispatch:dispatch-assign", stated.public_id).content.decode()
    assert published.get_absolute_url() in page


def test_a_stranger_sees_nothing(client, stated, stranger):
    assert stated.title not in read(client, stranger, "dispatch:dispatch-list").content.decode()
    assert read(client, stranger, "dispatch:dispatch-detail", stated.public_id).status_code == 404

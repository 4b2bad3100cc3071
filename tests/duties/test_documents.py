"""The register of documents: public, kept by the city's authority."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from portal.duties import services
from portal.duties.models import OfficialDocument
from portal.kernel.errors import NotPermitted
from portal.kernel.models import AuditEvent

from .conftest import document

pytestmark = pytest.mark.django_db


def send(door, actor, record=None, **fields):
    if door.kind == "page":
        name, args = ("document-update", [record.public_id]) if record else ("document-create", [])
        return door.client(actor).post(reverse(f"duties:{name}", args=args), fields)
    if record is None:
        return door.client(actor).post(reverse("duties-document-list"), fields, "application/json")
    url = reverse("duties-document-detail", args=[record.public_id])
    return door.client(actor).patch(url, fields, "application/json")


def test_anybody_reads_the_register(registered):
    for url in (reverse("duties:document-list"), registered.get_absolute_url()):
        assert "贵州省政府数据共享开放条例" in Client().get(url).content.decode()
    listed = Client().get(reverse("duties-document-list")).json()["results"]
    assert [entry["title"] for entry in listed] == ["贵州省政府数据共享开放条例"]


def test_both_doors_enter_a_document(door, authority_reviewer):
    assert send(door, authority_reviewer, **document()).status_code in {201, 302}
    event = AuditEvent.objects.get(action="duties.officialdocument.register")
    assert event.provision == "9.1"


def test_both_doors_change_a_document(door, authority_reviewer, registered):
    fields = document(standing="repealed")
    assert send(door, authority_reviewer, registered, **fields).status_code in {200, 302}
    registered.refresh_from_db()
    assert registered.standing == "repealed"


def test_both_doors_refuse_other_people(door, cdo, district_authority_reviewer, registered):
    for actor in (cdo, district_authority_reviewer):
        assert send(door, actor, **document(title="另一份文件")).status_code == 403
        assert send(door, actor, registered, **document(standing="repealed")).status_code == 403
    assert OfficialDocument.objects.get().standing == "in_force"


def test_both_doors_want_the_successor_of_what_is_superseded(door, authority_reviewer, registered):
    refused = send(door, authority_reviewer, registered, **document(standing="superseded"))
    assert refused.status_code == 422
    assert "已被取代的文件应当注明取代它的文件" in door.says(refused)


def test_a_stranger_document_is_not_found(door, authority_reviewer, registered):
    absent = OfficialDocument(public_id="0192f0c1-2f7b-7c00-8000-000000000000")
    assert send(door, authority_reviewer, absent, **document()).status_code == 404


@pytest.mark.parametrize(
    "changes",
    [
        {"issued_on": date(2025, 8, 1), "effective_on": date(2025, 5, 28)},
        {"standing": "forgotten"},
        {"kind": "rumor"},
        {"relation": ""},
    ],
)
def test_what_does_not_fit_is_refused(authority_reviewer, changes):
    with pytest.raises(ValidationError):
        services.register_document(actor=authority_reviewer, **document(**changes))


def test_a_document_is_entered_once(authority_reviewer, registered):
    with pytest.raises(ValidationError, match="已经在"):
        services.register_document(actor=authority_reviewer, **document())


def test_a_document_does_not_replace_itself(authority_reviewer, registered):
    with pytest.raises(ValidationError, match="自己"):
        services.edit_document(registered, actor=authority_reviewer, replaced_by=registered)


def test_an_officer_keeps_no_register(officer):
    with pytest.raises(NotPermitted):
        services.register_document(actor=officer, **document())


def test_a_document_is_found_by_the_search(registered):
    answer = Client().get(reverse("front:search"), {"q": "共享开放条例"})
    assert registered.get_absolute_url() in answer.content.decode()

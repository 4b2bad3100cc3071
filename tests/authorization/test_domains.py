"""Domains are kept by the authority; their departments register what is put under operation."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from authorization import services
from authorization.contributions import entry_panel
from authorization.models import DomainResource, OperationDomain

pytestmark = pytest.mark.django_db

DOMAIN, RESOURCE = "authorization:domain", "authorization:resource"


def prepare(door, actor, unit):
    """Prepare a domain through this door."""
    fields, client = {"name": "医疗健康", "name_en": "", "summary": "医疗机构数据"}, door.client(actor)
    if door.kind == "page":
        return client.post(reverse("authorization:domain-create"), fields | {"lead_department": unit.pk})
    fields["lead_department"] = unit.credit_code
    return client.post(reverse("authorization-domain-list"), fields, content_type="application/json")


def register(door, domain, entry, actor, **changes):
    """Register a resource through this door."""
    fields = {"entry": entry.resource_code, "scenarios": "水质查询", "consent": ""} | changes
    client = door.client(actor)
    if door.kind == "page":
        return client.post(reverse("authorization:resource-create", args=[domain.public_id]), fields)
    fields["domain"] = str(domain.public_id)
    return client.post(reverse("authorization-resource-list"), fields, content_type="application/json")


def test_the_authority_prepares_domains(door, city, authority_reviewer, officer):
    assert prepare(door, officer, city.health).status_code == 403
    assert prepare(door, authority_reviewer, city.health).status_code == {"page": 302, "api": 201}[door.kind]
    assert OperationDomain.objects.get().state == "draft"


def test_a_domain_without_resources_is_not_opened(door, city, authority_reviewer):
    prepare(door, authority_reviewer, city.health)
    domain = OperationDomain.objects.get()
    assert door.send(DOMAIN, "publish", domain, actor=authority_reviewer).status_code == 422


def test_a_domain_is_opened_and_closed_by_the_authority(door, prepared, authority_reviewer, officer):
    assert door.send(DOMAIN, "publish", prepared, actor=officer).status_code == 403
    assert door.send(DOMAIN, "publish", prepared, actor=authority_reviewer).status_code == door.done
    assert door.send(DOMAIN, "publish", prepared, actor=authority_reviewer).status_code == 409
    assert door.send(DOMAIN, "close", prepared, actor=authority_reviewer, reason="").status_code == 422
    closed = door.send(DOMAIN, "close", prepared, actor=authority_reviewer, reason="已选定")
    assert closed.status_code == door.done


def test_a_domain_in_preparation_is_unknown_to_others(door, prepared, other_unit_officer):
    assert door.send(DOMAIN, "publish", prepared, actor=other_unit_officer).status_code == 404


def test_a_resource_is_registered_once_by_the_department(
    door, domain, published, officer, authority_reviewer
):
    assert register(door, domain, published, authority_reviewer).status_code == 403
    assert register(door, domain, published, officer).status_code == 422
    assert DomainResource.objects.count() == 1


def test_an_unknown_resource_is_not_found(door, domain, officer, published):
    published.resource_code = "201002/999999"
    assert register(door, domain, published, officer).status_code == 404


def test_data_of_another_unit_needs_its_consent(
    door, city, published, authority_reviewer, other_unit_officer
):
    domain = services.create_domain(
        actor=authority_reviewer, name="医疗健康", summary="医疗", lead_department=city.health
    )
    assert register(door, domain, published, other_unit_officer).status_code == 422
    answer = register(door, domain, published, other_unit_officer, consent="筑水函〔2026〕3号")
    assert answer.status_code == {"page": 302, "api": 201}[door.kind]


def test_a_resource_is_taken_out_with_reasons(door, domain, officer, other_unit_officer):
    resource, fields = domain.resources.get(), {"reason": "目录调整"}
    send = door.send
    assert send(RESOURCE, "withdraw", resource, actor=other_unit_officer, **fields).status_code == 403
    assert send(RESOURCE, "withdraw", resource, actor=officer, reason="").status_code == 422
    assert send(RESOURCE, "withdraw", resource, actor=officer, **fields).status_code == door.done
    assert send(RESOURCE, "withdraw", resource, actor=officer, **fields).status_code == 409


def test_a_district_authority_does_not_keep_the_citys_domains(city, district_authority_reviewer, prepared):
    with pytest.raises(Exception, match="数据主管部门"):
        services.edit_domain(prepared, actor=district_authority_reviewer, summary="x")


def test_two_domains_of_one_name_are_refused(city, prepared, authority_reviewer):
    with pytest.raises(ValidationError):
        services.create_domain(
            actor=authority_reviewer, name=prepared.name, summary="重复", lead_department=city.health
        )


@pytest.mark.parametrize("role", ["detail", "update", "publish"])
def test_the_pages_open(client, prepared, authority_reviewer, role):
    client.force_login(authority_reviewer.user, backend="portal.members.backends.RoleBackend")
    assert "供水服务" in client.get(reverse(f"{DOMAIN}-{role}", args=[prepared.public_id])).content.decode()


def test_the_department_is_offered_its_own_entries(client, prepared, published, officer):
    client.force_login(officer.user, backend="portal.members.backends.RoleBackend")
    services.withdraw_resource(prepared.resources.get(), actor=officer, reason="重新登记")
    page = client.get(reverse("authorization:resource-create", args=[prepared.public_id]))
    assert published.resource_code in page.content.decode()


def test_the_department_stays_while_its_resources_are_registered(door, prepared, authority_reviewer, city):
    move = "update" if door.kind == "page" else "update_terms"
    lead = city.health.pk if door.kind == "page" else city.health.credit_code
    words = {"name": prepared.name, "name_en": "Water", "summary": "供水", "lead_department": lead}
    answer = door.send("authorization:domain", move, prepared, actor=authority_reviewer, **words)
    assert answer.status_code == 422
    prepared.refresh_from_db()
    assert prepared.lead_department == city.water


def test_an_operator_leads_no_domain(authority_reviewer, operator_unit):
    with pytest.raises(ValidationError, match="行政部门"):
        services.create_domain(
            actor=authority_reviewer, name="交通", summary="交通", lead_department=operator_unit
        )


def test_an_entry_is_silent_about_domains_in_preparation(prepared, published, other_unit_officer, officer):
    assert entry_panel(officer, published)
    assert entry_panel(other_unit_officer, published) is None

"""Handing in, correcting and watching batches: the same answers through both doors."""

from __future__ import annotations

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from aggregation.models import Batch, MountedResource
from catalog.models import CatalogEntry
from portal.kernel.models import AuditEvent

from .samples import HEADER, csv_file

pytestmark = pytest.mark.django_db


def hand_in(door, mounted, actor, file=None, **fields):
    """Send a file through a door."""
    fields = {"mode": "replace", "file": csv_file() if file is None else file} | fields
    if door.kind == "page":
        address = reverse("aggregation:batch-create", args=[mounted.public_id])
    else:
        address = reverse("aggregation-batch-list")
        fields.setdefault("entry", mounted.entry.resource_code)
    return door.client(actor).post(address, fields)


def mount(door, entry, actor):
    """Mount an entry through a door."""
    if door.kind == "page":
        return door.client(actor).post(reverse("aggregation:mount-create", args=[entry.public_id]))
    address = reverse("aggregation-mount-list")
    fields = {"entry": entry.resource_code or ""}
    return door.client(actor).post(address, fields, content_type="application/json")


class TestMounting:
    def test_the_officer_mounts_a_published_entry_once(self, door, published, officer):
        assert mount(door, published, officer).status_code in (201, 302)
        assert mount(door, published, officer).status_code == 409
        published.refresh_from_db()
        assert published.mounted_at
        assert MountedResource.objects.get().table.columns.count() == 4

    def test_neither_the_signer_nor_another_unit_may(self, door, published, cdo, other_unit_officer):
        assert mount(door, published, cdo).status_code == 403
        assert mount(door, published, other_unit_officer).status_code == 403
        assert not MountedResource.objects.exists()

    def test_a_draft_cannot_be_mounted(self, door, draft, officer):
        expected = {"page": 409, "api": 422}  # a draft has no code by which a program could name it
        assert mount(door, draft, officer).status_code == expected[door.kind]

    def test_a_code_that_does_not_exist_is_not_found(self, published, officer, door):
        address = reverse("aggregation-mount-list")
        answer = door.client(officer).post(address, {"entry": "1/2"}, content_type="application/json")
        assert answer.status_code == 404

    def test_taking_a_mount_offline_stops_uploads(self, door, mounted, officer):
        answer = door.send("aggregation:mount", "take_offline", mounted, actor=officer, note="系统下线")
        assert answer.status_code == door.done
        assert hand_in(door, mounted, officer).status_code in (404, 409)


class TestHandingIn:
    def test_a_file_is_received_and_waits_for_a_worker(self, door, mounted, officer):
        answer = hand_in(door, mounted, officer, note="十月数据")
        batch = Batch.objects.get()
        assert answer.status_code == {"page": 302, "api": 201}[door.kind]
        assert (batch.state, batch.note, batch.job.state) == ("received", "十月数据", "queued")
        assert AuditEvent.objects.get(action="aggregation.batch.receive").actor == str(officer)

    def test_an_unknown_item_is_named_and_nothing_typed_is_lost(self, door, mounted, officer):
        file = csv_file(["P001,1"], header="监测点编号,总氯")
        answer = hand_in(door, mounted, officer, file, note="十月数据", mode="append")
        assert answer.status_code == 422
        assert "总氯" in door.says(answer)
        assert "监测日期" in door.says(answer)
        assert not Batch.objects.exists()
        if door.kind == "page":
            assert "十月数据" in door.says(answer)
            assert re.search(r'value="append"[^>]* checked', door.says(answer))

    @pytest.mark.parametrize(
        ("name", "content"),
        [
            ("broken.xlsx", b"PK\x03\x04 no workbook"),
            ("empty.csv", b""),
            ("head.csv", HEADER.encode()),
            ("rows.csv", b'[{"a": 1}, {"a": 2}]'),
            ("noise.csv", bytes((n * 97 + n * n * 31) % 256 for n in range(4000))),
        ],
    )
    def test_a_broken_file_is_told(self, door, mounted, officer, name, content):
        answer = hand_in(door, mounted, officer, SimpleUploadedFile(name, content))
        assert answer.status_code == 422
        assert not Batch.objects.exists()

    def test_updating_by_key_is_refused_where_no_item_is_part_of_a_key(self, door, mounted, officer):
        mounted.table.columns.update(key=False)
        answer = hand_in(door, mounted, officer, mode="upsert")
        assert answer.status_code == 422
        assert not Batch.objects.exists()

    def test_no_file_at_all_is_told(self, door, mounted, officer):
        answer = hand_in(door, mounted, officer, file="")
        assert answer.status_code == 422

    def test_a_second_file_while_one_is_open_is_refused(self, door, received, mounted, officer):
        answer = hand_in(door, mounted, officer, csv_file(name="second.csv"), note="别丢")
        assert answer.status_code == 409
        assert received.file_name in door.says(answer)
        assert Batch.objects.count() == 1
        assert door.kind == "api" or "别丢" in door.says(answer)

    def test_the_signer_of_the_unit_may_not(self, door, mounted, cdo):
        assert hand_in(door, mounted, cdo).status_code == 403

    def test_a_stranger_does_not_learn_that_it_exists(self, door, mounted, other_unit_officer):
        assert hand_in(door, mounted, other_unit_officer).status_code == 404

    def test_a_visitor_has_to_sign_in(self, door, mounted):
        assert hand_in(door, mounted, None).status_code == {"page": 302, "api": 403}[door.kind]

    def test_an_entry_that_is_not_mounted_yet_says_so(self, published, officer, client):
        client.force_login(officer.user, backend="portal.members.backends.RoleBackend")
        fields = {"entry": published.resource_code, "file": csv_file()}
        assert client.post(reverse("aggregation-batch-list"), fields).status_code == 409


class TestCorrecting:
    def test_a_failed_batch_is_loaded_again(self, door, failed, officer):
        assert door.send("aggregation:batch", "retry", failed, actor=officer).status_code == door.done
        failed.refresh_from_db()
        assert (failed.state, failed.job.state) == ("received", "queued")

    def test_a_batch_that_did_not_fail_is_not_loaded_again(self, door, received, officer):
        assert door.send("aggregation:batch", "retry", received, actor=officer).status_code == 409

    def test_a_waiting_batch_is_discarded(self, door, received, officer):
        assert door.send("aggregation:batch", "discard", received, actor=officer).status_code == door.done
        received.refresh_from_db()
        assert received.state == "discarded"

    def test_a_loaded_batch_cannot_be_discarded(self, door, load, officer):
        assert door.send("aggregation:batch", "discard", load(), actor=officer).status_code == 409

    @pytest.mark.parametrize("move", ["retry", "discard"])
    def test_the_authority_sees_it_but_leaves_it_alone(self, door, failed, authority_reviewer, move):
        assert door.send("aggregation:batch", move, failed, actor=authority_reviewer).status_code == 403

    @pytest.mark.parametrize("move", ["retry", "discard"])
    def test_a_stranger_finds_nothing(self, door, failed, other_unit_officer, move):
        assert door.send("aggregation:batch", move, failed, actor=other_unit_officer).status_code == 404


class TestDistrict:
    def test_a_district_s_authority_sees_its_own_district_only(
        self, district_authority_reviewer, received, mounted
    ):
        seen = Batch.objects.visible_to(district_authority_reviewer)
        assert not seen.exists()
        assert not MountedResource.objects.visible_to(district_authority_reviewer).exists()

    def test_the_city_s_authority_sees_all(self, authority_reviewer, received):
        assert Batch.objects.visible_to(authority_reviewer).get() == received
        assert CatalogEntry.objects.visible_to(authority_reviewer).exists()

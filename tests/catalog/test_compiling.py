"""Compiling an entry: metadata, items, items from a file."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile

from catalog import services
from catalog.models import CatalogEntry, DataItem
from portal.kernel.errors import Conflict, NotPermitted
from portal.kernel.models import AuditEvent
from tests.people import ITEMS, entry_fields, make_draft

pytestmark = pytest.mark.django_db

CSV = (
    "许可证号,持证单位,发证日期,许可水量(万m³)\nA001,自来水厂,2026-01-02,12.50\nA002,水电站,2026-02-03,7.25\n"
)


def file(text: str = CSV, *, name: str = "取水许可.csv", encoding: str = "gb18030") -> ContentFile:
    return ContentFile(text.encode(encoding), name=name)


def names(entry: CatalogEntry) -> list[str]:
    return list(entry.items.values_list("name", flat=True))


def events(action: str) -> int:
    return AuditEvent.objects.filter(action=f"catalog.{action}").count()


def test_a_draft_belongs_to_the_compilers_unit(officer, city, category):
    entry = services.create_entry(actor=officer, **entry_fields())
    assert (entry.provider, entry.compiled_by, entry.state) == (city.water, officer.user, "draft")


def test_only_data_officers_compile(cdo, category):
    with pytest.raises(NotPermitted):
        services.create_entry(actor=cdo, **entry_fields())
    assert not CatalogEntry.objects.exists()


def test_a_colleague_of_another_unit_edits_nothing(draft, other_unit_officer):
    with pytest.raises(NotPermitted):
        services.edit_entry(draft, actor=other_unit_officer, name="别的名称")
    with pytest.raises(NotPermitted):
        services.set_items(draft, [], actor=other_unit_officer)


def test_a_submitted_entry_is_not_edited(submitted, officer):
    with pytest.raises(Conflict, match="待审签"):
        services.edit_entry(submitted, actor=officer, name="别的名称")


def test_an_edit_that_read_an_older_state_is_refused_and_changes_nothing(draft, officer):
    read = CatalogEntry.objects.get(pk=draft.pk).changed_at
    services.edit_entry(draft, actor=officer, contact="0851-1", unless_changed_since=read)
    with pytest.raises(services.ChangedMeanwhile):
        services.edit_entry(draft, actor=officer, contact="0851-2", unless_changed_since=read)
    assert CatalogEntry.objects.get(pk=draft.pk).contact == "0851-1"


def test_items_that_read_an_older_state_are_refused_too(draft, officer):
    read = CatalogEntry.objects.get(pk=draft.pk).changed_at
    services.edit_entry(draft, actor=officer, contact="0851-1")
    with pytest.raises(services.ChangedMeanwhile):
        services.set_items(draft, [], actor=officer, unless_changed_since=read)
    assert len(names(draft)) == len(ITEMS)


def test_items_keep_the_order_in_which_they_are_given(draft, officer):
    services.set_items(draft, list(reversed(ITEMS)), actor=officer)
    assert names(draft) == [item["name"] for item in reversed(ITEMS)]


def test_items_that_did_not_change_are_not_recorded_again(draft, officer):
    before = events("dataitem.add"), events("dataitem.edit"), events("dataitem.remove")
    services.set_items(draft, [ITEMS[0], {**ITEMS[1], "length": 30}, ITEMS[2]], actor=officer)
    after = events("dataitem.add"), events("dataitem.edit"), events("dataitem.remove")
    assert [now - then for then, now in zip(before, after, strict=True)] == [0, 1, 1]


@pytest.mark.parametrize(
    ("item", "sentence"),
    [
        ({"name": "余氯", "data_type": "N", "rules": {"pattern": "("}}, "余氯"),
        ({"name": "余氯", "data_type": "N", "rules": {"colour": "red"}}, "colour"),
        ({"name": "余氯", "data_type": "N", "length": 4, "decimals": 6}, "余氯"),
        ({"name": "编号", "key": True, "required": False}, "必填"),
        ({"name": "余氯", "data_type": "X"}, "X"),
    ],
)
def test_an_item_that_the_store_could_not_hold_is_refused_by_name(draft, officer, item, sentence):
    with pytest.raises(ValidationError, match=sentence):
        services.set_items(draft, [item], actor=officer)
    assert len(names(draft)) == len(ITEMS)


def test_two_items_of_one_name_are_refused(draft, officer):
    with pytest.raises(ValidationError, match="余氯"):
        services.set_items(draft, [ITEMS[3], ITEMS[3]], actor=officer)


def test_items_are_proposed_from_header_and_values(draft, officer):
    items = services.propose_items(draft, file(), actor=officer)
    types = [(item.name, item.data_type) for item in items]
    assert types == [("许可证号", "C"), ("持证单位", "C"), ("发证日期", "D"), ("许可水量(万m³)", "N")]
    assert CatalogEntry.objects.get(pk=draft.pk).sample.name == "取水许可.csv"


def test_what_was_written_about_an_item_survives_a_proposal(draft, officer):
    services.set_items(
        draft, [{"name": "许可证号", "name_en": "Permit", "rules": {"pattern": "A"}}], actor=officer
    )
    services.propose_items(draft, file(), actor=officer)
    kept = DataItem.objects.get(entry=draft, name="许可证号")
    assert (kept.name_en, kept.rules) == ("Permit", {"pattern": "A"})


def test_every_proposed_item_fits_the_store(draft, officer):
    for item in services.propose_items(draft, file(), actor=officer):
        item.clean()


@pytest.mark.parametrize("content", [b"%PDF-1.4\n%\xe2\xe3", b"", b"\x89PNG\r\n\x1a\n\x00\x00"])
def test_a_file_that_is_no_table_is_refused_and_the_items_stay(draft, officer, content):
    with pytest.raises(ValidationError):
        services.propose_items(draft, ContentFile(content, name="图片.csv"), actor=officer)
    assert len(names(draft)) == len(ITEMS)


def test_an_entry_is_started_from_a_file(officer, category):
    stored, seen = services.keep_sample(file(), actor=officer)
    entry = services.create_entry(actor=officer, sample=stored, **entry_fields())
    assert names(entry) == [column.name for column in seen.columns]


def test_a_unit_has_one_entry_of_a_name(draft, officer):
    with pytest.raises(ValidationError, match="同名"):
        make_draft(officer)


def test_a_withdrawn_name_may_be_used_again(withdrawn, officer):
    assert make_draft(officer).state == "draft"


def test_only_known_themes_are_taken(draft, officer):
    with pytest.raises(ValidationError, match="主题"):
        services.edit_entry(draft, actor=officer, themes=["astrology"])

from __future__ import annotations

import re
from collections import Counter
from dataclasses import fields
from pathlib import Path

import pytest
from stdnum.cn import uscc

from catalog.choices import (
    DataType,
    EntryState,
    FormatCategory,
    Grade,
    OpenType,
    Provenance,
    SharingMethod,
    SharingType,
    Theme,
    UpdateCycle,
)
from catalog.models import DataItem
from portal.demo.content import areas
from portal.demo.content.classification import CATEGORIES
from portal.demo.content.entries import ENTRIES
from portal.demo.content.organizations import CITY_AUTHORITY, GUIAN, ORGANIZATIONS
from portal.demo.content.people import PEOPLE
from portal.demo.content.specs import EntrySpec, ItemSpec
from portal.demo.tables import TABLES
from portal.members.choices import Level, OrganizationKind, Role
from portal.store import schema

from .conformance import faults
from .conftest import Frames

UNITS = {unit.key: unit for unit in ORGANIZATIONS}
CODES = {node.code for node in CATEGORIES}
BY_KEY = {entry.key: entry for entry in ENTRIES}
LOADED = [entry for entry in ENTRIES if entry.deliveries]
CONTENT = Path(areas.__file__).parent
VOCABULARY = {
    "state": EntryState,
    "provenance": Provenance,
    "update_cycle": UpdateCycle,
    "format_category": FormatCategory,
    "sharing_type": SharingType,
    "sharing_method": SharingMethod,
    "open_type": OpenType,
    "grade": Grade,
}
each_entry = pytest.mark.parametrize("entry", ENTRIES, ids=list(BY_KEY))


class TestUnits:
    def test_names_keys_and_credit_codes_come_once(self) -> None:
        for name in ("key", "name", "name_en", "credit_code", "email"):
            assert len({getattr(unit, name) for unit in ORGANIZATIONS}) == len(ORGANIZATIONS), name

    @pytest.mark.parametrize("unit", ORGANIZATIONS, ids=list(UNITS))
    def test_a_unit_is_complete(self, unit) -> None:
        assert uscc.is_valid(unit.credit_code)
        assert unit.kind in OrganizationKind.values
        assert unit.level in Level.values
        assert all((unit.name, unit.short_name, unit.name_en, unit.duties, unit.duties_en, unit.phone))

    def test_parents_stand_before_their_children(self) -> None:
        seen = {""}
        for unit in ORGANIZATIONS:
            assert unit.parent in seen, unit.key
            seen.add(unit.key)

    def test_the_city_has_ten_districts_each_with_its_government_and_authority(self) -> None:
        pairs = Counter((unit.area_code, unit.kind) for unit in ORGANIZATIONS if unit.level == "district")
        kinds = ("government", "data_authority")
        assert pairs == Counter((area.code, kind) for area in areas.DISTRICTS for kind in kinds)

    def test_guian_has_no_national_code_but_a_list_of_four_townships(self) -> None:
        assert not UNITS[GUIAN].area_code.isdigit()
        assert UNITS[GUIAN].jurisdiction == ("520111012", "520111204", "520403102", "520403105")

    def test_an_authority_has_a_jurisdiction(self) -> None:
        authorities = [unit for unit in ORGANIZATIONS if unit.kind == "data_authority"]
        assert len(authorities) == 12
        assert all(unit.jurisdiction for unit in authorities)

    def test_area_codes_are_those_of_the_city(self) -> None:
        codes = {areas.CITY_CODE, areas.GUIAN_KEY, *(area.code for area in areas.DISTRICTS)}
        assert {unit.area_code for unit in ORGANIZATIONS} == codes


class TestPeople:
    def test_user_names_and_names_come_once(self) -> None:
        for name in ("username", "name", "name_en", "email"):
            assert len({getattr(person, name) for person in PEOPLE}) == len(PEOPLE), name

    def test_every_role_is_held_by_somebody(self) -> None:
        assert {role for person in PEOPLE for role in person.roles} == set(Role.values)

    def test_everybody_belongs_to_a_unit_except_two_citizens(self) -> None:
        homeless = [person for person in PEOPLE if person.organization not in UNITS]
        assert [person.roles for person in homeless] == [("citizen",), ("citizen",)]

    def test_three_administrators_are_three_people(self) -> None:
        roles = ("system_administrator", "security_administrator", "audit_administrator")
        assert all(sum(role in person.roles for role in roles) <= 1 for person in PEOPLE)

    @each_entry
    def test_a_provider_has_an_officer_and_a_cdo(self, entry: EntrySpec) -> None:
        posts = {person.username for person in PEOPLE if person.organization == entry.provider}
        assert {f"{entry.provider}-officer", f"{entry.provider}-cdo"} <= posts

    def test_the_city_authority_has_two_reviewers(self) -> None:
        reviewers = [p for p in PEOPLE if p.organization == CITY_AUTHORITY and "authority" in p.roles]
        assert len(reviewers) == 2


class TestClassification:
    def test_codes_come_once_and_parents_first(self) -> None:
        seen = {""}
        for node in CATEGORIES:
            assert node.parent in seen
            assert node.code not in seen
            seen.add(node.code)

    def test_every_node_has_an_english_name(self) -> None:
        assert all(node.name and node.name_en for node in CATEGORIES)

    def test_each_theme_has_an_entry(self) -> None:
        assert {theme for entry in ENTRIES for theme in entry.themes} == set(Theme.values)


class TestEntries:
    def test_names_and_keys_come_once(self) -> None:
        for name in ("key", "name", "name_en"):
            assert len({getattr(entry, name) for entry in ENTRIES}) == len(ENTRIES), name

    def test_every_state_of_the_way_has_an_entry(self) -> None:
        states = Counter(entry.state for entry in ENTRIES)
        assert set(states) == {"draft", "submitted", "signed", "returned", "approved", "published"}
        assert sum(entry.is_openly_published for entry in ENTRIES) >= 15

    @each_entry
    def test_its_words_are_those_of_the_catalog(self, entry: EntrySpec) -> None:
        for name, choices in VOCABULARY.items():
            assert getattr(entry, name) in choices.values, name
        assert {item.data_type for item in entry.items} <= set(DataType.values)

    @each_entry
    def test_provider_categories_themes_and_relations_exist(self, entry: EntrySpec) -> None:
        assert entry.provider in UNITS
        assert set(entry.categories) <= CODES
        assert set(entry.related) <= set(BY_KEY) - {entry.key}

    @each_entry
    def test_its_english_is_complete(self, entry: EntrySpec) -> None:
        english = [
            (f.name, getattr(entry, f.name.removesuffix("_en")))
            for f in fields(entry)
            if f.name[-3:] == "_en"
        ]
        assert [name for name, chinese in english if chinese and not getattr(entry, name)] == []
        chinese = re.compile(r"[\u4e00-\u9fff]")
        texts = [
            entry.name_en,
            entry.abstract_en,
            *entry.keywords_en,
            *(item.name_en for item in entry.items),
        ]
        assert [text for text in texts if not text or chinese.search(text)] == []

    @each_entry
    def test_lengths_of_the_guide_are_kept(self, entry: EntrySpec) -> None:
        assert len(entry.name) <= 50
        assert len(entry.abstract) <= 256

    @each_entry
    def test_only_what_is_not_sensitive_is_open(self, entry: EntrySpec) -> None:
        assert entry.grade == "L1" or entry.open_type != "open"
        assert not any(item.personal for item in entry.items) or entry.open_type == "closed"
        assert bool(entry.refusal_basis) == (entry.open_type == "closed")
        assert bool(entry.open_condition) == (entry.open_type == "conditional")
        assert entry.sharing_type == "unconditional" or entry.sharing_condition != "无条件"

    @each_entry
    def test_its_source_is_told(self, entry: EntrySpec) -> None:
        assert entry.source_en
        if entry.provenance == "real":
            assert entry.source_url.startswith("https://")
        else:
            assert entry.source.startswith("演示生成数据")
        assert all(TABLES[d.table].generated == (entry.provenance == "generated") for d in entry.deliveries)

    @each_entry
    def test_items_charts_and_area_refer_to_each_other(self, entry: EntrySpec) -> None:
        items = {item.name: item for item in entry.items}
        assert len(items) == len(entry.items)
        assert any(item.key for item in entry.items)
        assert entry.area_item in {"", *items}
        if entry.chart:
            named = {entry.chart.group_by, entry.chart.time, entry.chart.measure} - {""}
            assert named <= set(items)
            assert not entry.chart.time or items[entry.chart.time].data_type in "DT"

    @each_entry
    def test_its_items_are_the_header_of_its_files(self, entry: EntrySpec) -> None:
        for key in {*(delivery.table for delivery in entry.deliveries), entry.sample_table} - {""}:
            assert tuple(item.name for item in entry.items) == TABLES[key].header

    @each_entry
    def test_the_store_takes_its_items(self, entry: EntrySpec) -> None:
        columns = [_catalogued(item).as_column() for item in entry.items]
        schema.check(columns)
        assert [column.name for column in columns if column.key]

    @pytest.mark.parametrize("entry", LOADED, ids=[entry.key for entry in LOADED])
    def test_the_rows_of_its_last_file_keep_its_rules(self, entry: EntrySpec, frames: Frames) -> None:
        assert faults(frames[entry.deliveries[-1].table], entry.items) == {}

    def test_the_first_delivery_of_enterprises_breaks_the_rules_that_it_shall_break(
        self, frames: Frames
    ) -> None:
        delivery = BY_KEY["enterprises"].deliveries[0]
        found = faults(frames[delivery.table], BY_KEY["enterprises"].items)
        assert found == {
            "统一社会信用代码 uscc": 40,
            "企业名称 required": 40,
            "成立日期 type": 40,
            "注册资本 range": 40,
            "区县代码 one_of": 40,
            "辖区代码 one_of": 40,
        }
        assert delivery.faulty_rows == 200


def test_personal_items_are_masked_where_they_leave_the_store() -> None:
    identity = {"姓名", "户名", "户主姓名", "权利人", "公民身份号码", "联系电话"}
    bare = [
        _at(e, item) for e in ENTRIES for item in e.items if item.name in identity and item.mask == "keep"
    ]
    assert bare == []


def test_no_content_file_has_another_encoding_or_a_registry_in_it() -> None:
    for path in CONTENT.rglob("*.*"):
        if path.suffix in {".py", ".toml", ".csv"}:
            text = path.read_bytes().decode("utf-8")
            assert "\ufffd" not in text
            assert "pypi.org" not in text


def _at(entry: EntrySpec, item: ItemSpec) -> str:
    return f"{entry.key}: {item.name}"


def _catalogued(item: ItemSpec) -> DataItem:
    names = ("name", "data_type", "length", "decimals", "required", "key", "searchable")
    return DataItem(rules=item.rules_for_store, **{name: getattr(item, name) for name in names})

"""The shapes in which the demo city is written down; every text is Chinese with its English beside it."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class OrganizationSpec:
    """A unit of the city. Credit codes are generated (``DM…``), telephone numbers cannot be dialled."""

    #: Stable key that people, entries and parents refer to.
    key: str
    name: str
    short_name: str
    name_en: str
    #: ``government``, ``data_authority``, ``administrative_organ``, ``functional_area``,
    #: ``public_institution``, ``public_utility`` or ``operator``.
    kind: str
    #: ``city``, ``district`` (county, district or county-level city) or ``functional_area``.
    level: str
    #: Six digits of GB/T 2260; for Gui'an New Area and its units the private key ``GA``, which is no national
    #: code and is never shown as one.
    area_code: str
    #: Unified social credit code with a right check digit.
    credit_code: str
    #: Key of the unit above; empty for the city government, the utilities and the operator.
    parent: str = ""
    #: What an authority role of this unit covers: area-code prefixes, or Gui'an's list of townships.
    jurisdiction: tuple[str, ...] = ()
    duties: str = ""
    duties_en: str = ""
    phone: str = ""
    email: str = ""


@dataclass(frozen=True)
class PersonSpec:
    """A person of the demo (name generated). All share one password, which is set elsewhere."""

    username: str
    name: str
    name_en: str
    #: Key of the person's unit; empty for citizens.
    organization: str
    #: ``data_officer cdo provider_reviewer authority inspector operator system_administrator
    #: security_administrator audit_administrator citizen``.
    roles: tuple[str, ...]
    title: str
    title_en: str
    email: str = ""


@dataclass(frozen=True)
class CategorySpec:
    """A classification node: 类 (1 digit), 项 (2), 目 (3) or 细目 (3), each after its parent's digits."""

    code: str
    name: str
    name_en: str

    @property
    def parent(self) -> str:
        """The code of the node above; empty for the three classes."""
        return {1: "", 3: self.code[:1], 6: self.code[:3], 9: self.code[:6]}[len(self.code)]

    @property
    def level(self) -> str:
        """``class``, ``item``, ``heading`` or ``sub_heading``."""
        return {1: "class", 3: "item", 6: "heading", 9: "sub_heading"}[len(self.code)]


@dataclass(frozen=True)
class RuleSpec:
    """What a value must satisfy beyond its type and length; emptiness is the business of ``required``.

    Kinds: ``uscc`` and ``resident_id`` (check digits), ``pattern`` (regular expression for the whole value),
    ``one_of`` (allowed values), ``range`` (least and greatest number, either may be empty).
    """

    kind: str
    values: tuple[str, ...] = ()


@dataclass(frozen=True)
class ItemSpec:
    """A data item; its name is exactly the header in the entry's files."""

    name: str
    name_en: str
    #: Letter of the national guide: C text, N number, Y money, D date, T date and time, L yes/no (是/否),
    #: M long text, B double precision, I whole number, F floating point.
    data_type: str
    #: Greatest number of characters (C, M) or digits (N, Y); 0 where the type needs none.
    length: int = 0
    #: Digits after the decimal point (N, Y).
    decimals: int = 0
    #: Part of the natural key (more than one item may be).
    key: bool = False
    required: bool = False
    #: The owner lets users filter by it, so it is indexed.
    searchable: bool = False
    rules: tuple[RuleSpec, ...] = ()
    unit: str = ""
    #: Holds personal information.
    personal: bool = False
    #: ``keep partial keyed_hash generalise drop``: how it leaves the store where the entry is not open.
    mask: str = "keep"

    @property
    def rules_for_store(self) -> dict[str, Any]:
        """The rules in the store's words: ``pattern minimum maximum allowed check``."""
        found: dict[str, Any] = {}
        for rule in self.rules:
            if rule.kind == "range":
                bounds = zip(("minimum", "maximum"), rule.values, strict=True)
                found |= {name: bound for name, bound in bounds if bound}
            elif rule.kind == "one_of":
                found["allowed"] = list(rule.values)
            elif rule.kind == "pattern":
                found["pattern"] = rule.values[0]
            else:
                found["check"] = rule.kind
        return found


@dataclass(frozen=True)
class DeliverySpec:
    """One upload to an entry, in order; ``table`` is a key of ``portal.demo.tables.TABLES``."""

    table: str
    mode: str = "replace"
    note: str = ""
    note_en: str = ""
    #: Rows of this file that the entry's rules must reject (0 for a clean one).
    faulty_rows: int = 0


@dataclass(frozen=True)
class ChartSpec:
    """The chart proposed for an entry: ``bar`` over ``group_by``, or ``line`` over the date item ``time``."""

    kind: str
    title: str
    title_en: str
    group_by: str = ""
    time: str = ""
    #: Item to add up or average; empty means counting rows.
    measure: str = ""
    aggregate: str = "count"


@dataclass(frozen=True)
class EntrySpec:
    """A catalog entry with the file that it is loaded from and the state that it shall reach."""

    key: str
    name: str
    name_en: str
    abstract: str
    abstract_en: str
    #: Key of the providing unit.
    provider: str
    #: Department within the provider.
    division: str
    division_en: str
    #: Codes of the classification nodes (the first is the one that the resource code is built from).
    categories: tuple[str, ...]
    themes: tuple[str, ...]
    keywords: tuple[str, ...]
    keywords_en: tuple[str, ...]
    items: tuple[ItemSpec, ...]
    #: ``real`` or ``generated``; pages and downloads of generated ones say 演示生成数据.
    provenance: str
    source: str
    source_en: str
    source_url: str = ""
    #: On what legal basis the data is collected, and what for.
    collection_basis: str = ""
    collection_purpose: str = ""
    deliveries: tuple[DeliverySpec, ...] = ()
    #: Table whose file the items are proposed from while nothing is delivered yet; may be empty.
    sample_table: str = ""
    #: ``draft submitted signed returned approved published``.
    state: str = "published"
    #: The day on which the demo's walk begins to compile it (clock set in the past).
    compiled_on: datetime.date = datetime.date(2026, 6, 1)
    #: ``realtime daily weekly monthly quarterly half_yearly yearly irregular one_off``.
    update_cycle: str = "yearly"
    #: ``spreadsheet database file image stream self_describing service``.
    format_category: str = "spreadsheet"
    format_type: str = "csv"
    #: ``unconditional conditional not_shared``.
    sharing_type: str = "unconditional"
    sharing_condition: str = "无条件"
    sharing_condition_en: str = "Unconditional"
    #: ``file service database``.
    sharing_method: str = "file"
    #: ``open conditional closed``.
    open_type: str = "open"
    open_condition: str = ""
    open_condition_en: str = ""
    #: Law and article on which it is not open (or not shared); cited by the negative list later.
    refusal_basis: str = ""
    #: ``L1`` to ``L4``; only L1 may be open.
    grade: str = "L1"
    #: Name of the item by which it is sliced by jurisdiction; empty where it has none.
    area_item: str = ""
    #: It arises from a public service (water, power, gas, transit).
    public_service: bool = False
    source_system: str = ""
    source_system_en: str = ""
    chart: ChartSpec | None = None
    #: What the authority says when it returns the entry: for good (state ``returned``), or once before the
    #: corrected entry goes on to its state.
    return_comment: str = ""
    return_comment_en: str = ""
    related: tuple[str, ...] = ()

    @property
    def is_openly_published(self) -> bool:
        """Whether it shall appear on the public portal with its rows."""
        return self.state == "published" and self.open_type == "open" and bool(self.deliveries)

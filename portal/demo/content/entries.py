"""The catalog entries of the demo city, from ``entries/*.toml`` (one file a theme) and ``items.toml``."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from .areas import DISTRICTS, GUIAN_JURISDICTION
from .classification import CATEGORIES
from .organizations import ORGANIZATIONS
from .specs import ChartSpec, DeliverySpec, EntrySpec, ItemSpec, RuleSpec

HERE = Path(__file__).parent
#: Counties that local registers may name: the city's, and Pingba, in which two townships of Gui'an lie.
COUNTIES = (*(area.code for area in DISTRICTS), "520403")
_LISTS = {"@COUNTIES": COUNTIES, "@AREAS": (*COUNTIES, *GUIAN_JURISDICTION)}
_Row = dict[str, Any]


def _read(path: Path) -> _Row:
    return tomllib.loads(path.read_text(encoding="utf-8"))


def _entries() -> Iterator[EntrySpec]:
    shared = {f"@{key}": row for key, row in _read(HERE / "items.toml").items()}
    for path in sorted((HERE / "entries").glob("*.toml")):
        for row in _read(path)["entry"]:
            yield _entry(row, shared)


def _entry(row: _Row, shared: dict[str, _Row]) -> EntrySpec:
    values = row | {
        "items": [_item(shared[item] if isinstance(item, str) else item) for item in row["items"]],
        "deliveries": [DeliverySpec(**delivery) for delivery in row.get("deliveries", ())],
        "chart": ChartSpec(**row["chart"]) if "chart" in row else None,
        "categories": [*row["categories"], *_department(row["provider"])],
    }
    return EntrySpec(**{name: _frozen(value) for name, value in values.items()})


def _item(row: _Row) -> ItemSpec:
    return ItemSpec(**row | {"rules": tuple(_rule(rule) for rule in row.get("rules", ()))})


def _rule(row: _Row) -> RuleSpec:
    values = row.get("values", ())
    return RuleSpec(row["kind"], tuple(_LISTS[values[0]] if values and values[0] in _LISTS else values))


def _department(provider: str) -> tuple[str, ...]:
    """The heading of the providing unit in the class of departments; district units have none."""
    name = next(unit.short_name for unit in ORGANIZATIONS if unit.key == provider)
    item = next((node.code for node in CATEGORIES if node.name == name and node.level == "item"), "")
    return tuple(node.code for node in CATEGORIES if item and node.parent == item)


def _frozen(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


#: In the order of their compiling.
ENTRIES: tuple[EntrySpec, ...] = tuple(sorted(_entries(), key=lambda entry: (entry.compiled_on, entry.key)))

"""The units of the demo city, from ``organizations.toml``; their credit codes are generated."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ..generators.codes import credit_code
from .areas import CITY_CODE, DISTRICTS, GUIAN_JURISDICTION, GUIAN_KEY, Area
from .specs import OrganizationSpec

CITY = "guiyang"
CITY_AUTHORITY = "bigdata"
GUIAN = "guian"
GUIAN_AUTHORITY = "guian-bigdata"
OPERATOR = "operator"
#: First two characters of a credit code: organs of the state begin with 11, firms with 91.
_REGISTRIES = {"public_utility": "91", "operator": "91"}
_Row = dict[str, Any]


def _units() -> Iterator[OrganizationSpec]:
    rows = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
    yield from (_unit(row, "city", CITY_CODE, CITY_CODE) for row in rows["city"])
    for area in DISTRICTS:
        yield from (_unit(_worded(row, area), "district", area.code, area.code) for row in rows["district"])
    yield from (_unit(row, "functional_area", GUIAN_KEY, CITY_CODE) for row in rows["guian"])


def _worded(row: _Row, area: Area) -> _Row:
    """The row with the district's words in its texts; its jurisdiction is the district's code."""
    words = {"area": area.name, "area_en": area.name_en, "slug": area.slug, "kind": area.name[-1]}
    texts = {name: text.format(**words) if isinstance(text, str) else text for name, text in row.items()}
    return texts | {"jurisdiction": [area.code]}


def _unit(row: _Row, level: str, area_code: str, registered_at: str) -> OrganizationSpec:
    """The unit, with a telephone number that nobody can dial and an address that nobody can reach."""
    values = dict(row)
    serial = values.pop("serial")
    spread = [GUIAN_JURISDICTION if code == "GUIAN" else (code,) for code in values.pop("jurisdiction", ())]
    return OrganizationSpec(
        **values,
        level=level,
        area_code=area_code,
        credit_code=credit_code(_REGISTRIES.get(row["kind"], "11"), registered_at, serial),
        jurisdiction=tuple(code for codes in spread for code in codes),
        phone=f"0851-0000{serial % 10_000:04d}",
        email=f"{row['key']}@guiyang.example",
    )


#: Parents stand before their children.
ORGANIZATIONS: tuple[OrganizationSpec, ...] = tuple(_units())

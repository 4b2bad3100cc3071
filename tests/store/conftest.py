"""Tables and files that the store's tests share."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from portal.store import load, schema
from portal.store.load import LoadResult
from portal.store.models import StoreTable
from portal.store.readers import Source
from portal.store.schema import ColumnSpec

SPECS = (
    ColumnSpec(name="编码", key=True, searchable=True, length=20),
    ColumnSpec(name="企业名称", required=True, searchable=True, length=50),
    ColumnSpec(name="区县", searchable=True, rules={"allowed": ["云岩区", "南明区", "白云区"]}),
    ColumnSpec(name="注册资本", data_type="decimal", precision=12, scale=2, searchable=True),
    ColumnSpec(name="人数", data_type="integer", searchable=True, rules={"minimum": 0}),
    ColumnSpec(name="成立日期", data_type="date", searchable=True),
    ColumnSpec(name="备注"),
)
HEADER = [spec.name for spec in SPECS]


@pytest.fixture
def firms(db: None) -> StoreTable:
    """A table with a key, types and rules."""
    return schema.create_table(SPECS)


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., Source]:
    """Write lines below a header into a CSV file."""

    def write(*lines: str, header: Sequence[str] = HEADER, name: str = "firms.csv") -> Source:
        path = tmp_path / name
        path.write_text("\n".join([",".join(header), *lines]) + "\n", encoding="utf-8")
        return Source(path)

    return write


@pytest.fixture
def publish() -> Callable[..., LoadResult]:
    """Load and publish at once."""

    def publish(table: StoreTable, source: Source, mode: str = "replace") -> LoadResult:
        result = load.load(table, source, mode=mode)
        load.publish(result.version)
        table.refresh_from_db()
        return result

    return publish


def visible(table: StoreTable, *names: str) -> list[tuple[Any, ...]]:
    """The rows that readers see, straight from the database."""
    physical = dict(table.columns.values_list("name", "physical"))
    chosen = ", ".join(physical[name] for name in names or ["编码"])
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {chosen} FROM store.t{table.pk} r, store_storetable t WHERE t.id = %s"
            " AND r._generation = t.current_generation AND r._since <= t.current_version"
            " AND (r._until IS NULL OR r._until > t.current_version) ORDER BY 1",
            [table.pk],
        )
        return cursor.fetchall()


def line(code: str, name: str = "某公司", **values: str) -> str:
    """One line of the firms' file; values by title."""
    row = {
        "编码": code,
        "企业名称": name,
        "区县": "云岩区",
        "注册资本": "1.50",
        "人数": "3",
        "成立日期": "2024-01-31",
    }
    return ",".join((row | values).get(title, "") for title in HEADER)

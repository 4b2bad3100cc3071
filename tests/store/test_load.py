"""Loading: every record is loaded or explained, and versions are seen whole or not at all."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from portal.kernel.errors import Conflict
from portal.store import hashing, load, schema
from portal.store.load import LoadResult
from portal.store.models import StoreTable
from portal.store.readers import Source
from portal.store.schema import ColumnSpec

from .conftest import line, visible

Publish = Callable[..., LoadResult]
Write = Callable[..., Source]


def test_values_arrive_in_their_types_and_codes_keep_their_zeros(
    firms: StoreTable, write: Write, publish: Publish
) -> None:
    publish(firms, write(line("001", "甲", 注册资本="7.5", 备注='"说""好""，\n了"')))
    assert visible(firms, "编码", "注册资本", "人数", "成立日期", "备注") == [
        ("001", Decimal("7.50"), 3, date(2024, 1, 31), '说"好"，\n了')
    ]


def test_blanks_around_values_are_dropped_and_blank_is_empty(
    firms: StoreTable, write: Write, publish: Publish
) -> None:
    result = publish(
        firms, write(line(" 001 ", "\u3000甲 ", 人数=" 7", 成立日期=" 2024-01-31", 注册资本="  "))
    )
    assert visible(firms, "编码", "企业名称", "人数", "成立日期", "注册资本") == [
        ("001", "甲", 7, date(2024, 1, 31), None)
    ]
    assert result.rejected == 0


def test_signs_that_mean_something_to_the_database_arrive_as_they_are(
    firms: StoreTable, write: Write, publish: Publish
) -> None:
    given = ["\\N", "\\.", "a\\tb", "x\\", 'quote "', "two\nlines", "car\rriage", "%s {}", "'; --"]
    quoted = ['"' + text.replace('"', '""') + '"' for text in given]
    publish(firms, write(*[line(str(n), 备注=text) for n, text in enumerate(quoted)]))
    assert [text for (_code, text) in visible(firms, "编码", "备注")] == given


@pytest.mark.parametrize(
    ("bad", "rule"),
    [
        (line("2", 人数="三"), "type"),
        (line("2", ""), "required"),
        (line("2", 人数="-1"), "minimum"),
        (line("2", 区县="观山湖区"), "allowed"),
        (line("2", 注册资本="1.234"), "type"),
        (line("2", 成立日期="2024-02-30"), "type"),
        (line("1"), "duplicate"),
        (line("2", "名" * 51), "length"),
        ("2,甲", "ragged"),
    ],
)
def test_a_bad_record_is_turned_down_with_its_number_and_rule(
    firms: StoreTable, write: Write, publish: Publish, bad: str, rule: str
) -> None:
    result = publish(firms, write(line("1"), bad, line("3")))
    assert (result.rows_read, result.loaded, result.rejected) == (3, 2, 1)
    reject = result.version.rejects.get()
    assert (reject.record, reject.rule) == (2, rule)
    assert reject.message
    assert "{" not in reject.message
    assert visible(firms) == [("1",), ("3",)]


def test_a_key_repeated_in_another_slice_is_turned_down(
    firms: StoreTable, write: Write, publish: Publish, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("portal.store.versions.SLICE_ROWS", (2, 2))
    result = publish(firms, write(*[line(code) for code in "abcdabe"]))
    assert (result.loaded, result.rejected) == (5, 2)
    assert list(result.version.rejects.values_list("record", "value")) == [(5, "a"), (6, "b")]
    assert result.version.digest == _digest_in_the_database(firms)


def _digest_in_the_database(table: StoreTable) -> str:
    sums = hashing.SUMS.format("_hash")
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {sums} FROM store.t{table.pk}_g{table.current_generation} WHERE _until IS NULL"
        )
        return hashing.as_digest(*cursor.fetchone())


def test_nothing_is_visible_before_publish(firms: StoreTable, write: Write, publish: Publish) -> None:
    publish(firms, write(line("1")))
    result = load.load(firms, write(line("2")), mode="replace")
    assert visible(firms) == [("1",)]
    load.publish(result.version)
    assert visible(firms) == [("2",)]


def test_an_upsert_changes_adds_and_leaves_alone(firms: StoreTable, write: Write, publish: Publish) -> None:
    publish(firms, write(line("1"), line("2"), line("3")))
    result = publish(firms, write(line("2"), line("3", "新名"), line("4")), mode="upsert")
    assert (result.added, result.changed, result.removed, result.unchanged) == (1, 1, 0, 1)
    assert visible(firms, "编码", "企业名称") == [
        ("1", "某公司"),
        ("2", "某公司"),
        ("3", "新名"),
        ("4", "某公司"),
    ]
    assert firms.row_count == 4
    assert result.version.digest == _digest_in_the_database(firms)


def test_a_replacement_with_few_changes_keeps_the_version_of_unchanged_rows(
    firms: StoreTable, write: Write, publish: Publish
) -> None:
    publish(firms, write(*[line(str(n)) for n in range(8)]))
    result = publish(firms, write(*[line(str(n)) for n in range(1, 8)], line("9")))
    assert (result.added, result.changed, result.removed, result.unchanged) == (1, 0, 1, 7)
    assert firms.current_generation == 1
    assert [code for (code,) in visible(firms)] == ["1", "2", "3", "4", "5", "6", "7", "9"]


def test_a_replacement_with_many_changes_makes_a_generation(
    firms: StoreTable, write: Write, publish: Publish
) -> None:
    publish(firms, write(line("1"), line("2")))
    result = publish(firms, write(line("1", "别名"), line("3"), line("4")))
    assert (result.added, result.changed, result.removed, result.unchanged) == (2, 1, 1, 0)
    assert firms.current_generation == 2
    assert firms.row_count == 3


def test_appending_a_key_that_is_there_is_turned_down(
    firms: StoreTable, write: Write, publish: Publish
) -> None:
    publish(firms, write(line("1")))
    result = publish(firms, write(line("1", "别名"), line("2")), mode="append")
    assert (result.loaded, result.rejected, result.added) == (1, 1, 1)
    assert result.version.rejects.get().rule == "duplicate"
    assert visible(firms, "编码", "企业名称") == [("1", "某公司"), ("2", "某公司")]


@pytest.mark.django_db
def test_without_a_key_rows_are_appended_and_an_abort_takes_them_back(write: Write, publish: Publish) -> None:
    table = schema.create_table([ColumnSpec(name="a"), ColumnSpec(name="b", data_type="integer")])
    publish(table, write("x,1", header=["a", "b"]))
    publish(table, write("x,1", "y,2", header=["a", "b"]), mode="append")
    result = load.load(table, write("z,3", header=["a", "b"]), mode="append")
    load.abort(result.version)
    assert visible(table, "a") == [("x",), ("x",), ("y",)]
    assert _leftovers(table) == 0
    with pytest.raises(ValidationError):
        load.open_version(table, mode="upsert")


def _leftovers(table: StoreTable) -> int:
    """Rows of versions that were never published, and partitions that stand alone."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM store.t{table.pk} WHERE _since > %s", [table.current_version])
        rows = cursor.fetchone()[0]
        cursor.execute(
            "SELECT count(*) FROM pg_class c WHERE relkind = 'r' AND NOT relispartition AND relname LIKE %s",
            [f"t{table.pk}\\_g%"],
        )
        return int(rows + cursor.fetchone()[0])


@pytest.mark.parametrize("mode", ["replace", "upsert", "append"])
def test_an_abort_leaves_nothing(firms: StoreTable, write: Write, publish: Publish, mode: str) -> None:
    publish(firms, write(line("1"), line("2")))
    result = load.load(firms, write(line("1", "别名"), line("2"), line("3")), mode=mode)
    load.abort(result.version)
    assert visible(firms, "编码", "企业名称") == [("1", "某公司"), ("2", "某公司")]
    assert _leftovers(firms) == 0
    assert publish(firms, write(line("1", "别名")), mode="upsert").changed == 1


class Crash(Exception):
    """A worker dies."""


@pytest.mark.parametrize("mode", ["replace", "upsert", "append"])
def test_a_load_that_broke_off_is_resumed_to_exactly_the_right_rows(
    firms: StoreTable, write: Write, publish: Publish, mode: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("portal.store.versions.SLICE_ROWS", (3, 3))
    publish(firms, write(line("0")))
    codes = [f"{n:03}" for n in range(20)]
    source = write(*[line(code) if n % 5 else "ragged" for n, code in enumerate(codes)])
    version = load.open_version(firms, mode=mode)
    for survived in (1, 2, 2):
        with pytest.raises(Crash):
            load.load(firms, source, mode=mode, version=version, hold=_crash_after(survived))
        assert visible(firms) == [("0",)]
    result = load.load(firms, source, mode=mode, version=version)
    load.publish(result.version)
    firms.refresh_from_db()
    expected = [code for n, code in enumerate(codes) if n % 5]
    assert (result.rows_read, result.loaded, result.rejected) == (20, 16, 4)
    assert [c for (c,) in visible(firms) if c != "0"] == expected
    assert list(version.rejects.values_list("record", flat=True)) == [1, 6, 11, 16]


def _crash_after(slices: int) -> Callable[[], None]:
    calls = iter(range(100))

    def hold() -> None:
        if next(calls) == slices:
            raise Crash

    return hold


def test_a_second_version_at_the_same_time_is_refused(firms: StoreTable) -> None:
    load.open_version(firms, mode="replace")
    with pytest.raises(Conflict):
        load.open_version(firms, mode="upsert")


def test_a_worker_that_was_taken_over_commits_nothing_more(firms: StoreTable, write: Write) -> None:
    version = load.open_version(firms, mode="replace")

    def somebody_else() -> None:
        firms.versions.filter(pk=version.pk).update(attempt=99)

    with pytest.raises(Conflict):
        load.load(
            firms,
            write(*[line(str(n)) for n in range(70_000)]),
            mode="replace",
            version=version,
            hold=somebody_else,
        )


def test_a_version_with_too_many_rejects_is_not_published(firms: StoreTable, write: Write) -> None:
    result = load.load(firms, write(line("1"), "x", "y"), mode="replace")
    with pytest.raises(ValidationError):
        load.publish(result.version, max_rejected_share=0.5)
    assert visible(firms) == []
    load.publish(result.version, max_rejected_share=0.7)
    assert visible(firms) == [("1",)]


def test_a_version_without_a_good_record_is_not_published(firms: StoreTable, write: Write) -> None:
    result = load.load(firms, write("x", "y"), mode="replace")
    with pytest.raises(ValidationError):
        load.publish(result.version)


def test_progress_ends_at_the_number_of_records(firms: StoreTable, write: Write) -> None:
    told: list[tuple[int, int | None, str]] = []
    load.load(
        firms,
        write(*[line(str(n)) for n in range(10)]),
        mode="replace",
        progress=lambda *step: told.append(step),
    )
    assert told[-1] == (10, 10, "rows")


def test_unknown_and_missing_titles_are_named(firms: StoreTable, write: Write) -> None:
    with pytest.raises(ValidationError) as refusal:
        load.load(firms, write("1,2", header=["编码", "企业 名称"]), mode="replace")
    told = " ".join(refusal.value.messages)
    assert "企业 名称" in told
    assert "“企业名称”" in told
    assert load.open_version(firms, mode="replace")


@pytest.mark.django_db(transaction=True)
def test_the_progress_knows_about_how_much_is_left_from_the_first_slice_on(tmp_path):
    table = schema.create_table([schema.ColumnSpec(name="编号", data_type="text", length=20)])
    path = tmp_path / "many.csv"
    path.write_text("编号\n" + "".join(f"N{number:08d}\n" for number in range(250_000)), encoding="utf-8")
    told: list[tuple[int, int | None]] = []
    load.load(table, Source(path), mode="replace", progress=lambda *seen: told.append(seen[:2]))
    done, total = told[0]
    assert done < 200_000
    assert total == pytest.approx(250_000, rel=0.02)
    assert told[-1] == (250_000, 250_000)

"""Preview: what a file is, told from its bytes, whatever its encoding and however messy."""

from __future__ import annotations

import io
import json
import random
import zipfile
from datetime import date, datetime
from pathlib import Path

import pytest
import xlsxwriter
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command

from portal.store import load, schema
from portal.store.preview import preview, proposed_columns
from portal.store.readers import FileFormat, Source

from .conftest import visible

SAMPLE = "编码,企业名称,注册资本,成立日期\n001,甲公司,1.5,2024-01-31\n002,乙公司,20,2023/2/1\n"

moment = datetime.fromisoformat


@pytest.fixture
def saved(tmp_path: Path):
    """Write bytes under a name."""

    def save(content: bytes | str, name: str = "file.csv") -> Path:
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    return save


@pytest.mark.parametrize(
    ("encoding", "guessed"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8"),
        ("gb18030", "gb18030"),
        ("gbk", "gb18030"),
        ("utf-16", "utf-16"),
    ],
)
def test_encodings_are_recognized_and_read_alike(saved, encoding: str, guessed: str) -> None:
    seen = preview(saved(SAMPLE.encode(encoding)))
    assert seen.format == FileFormat("csv", guessed, ",", 1)
    assert [column.name for column in seen.columns] == ["编码", "企业名称", "注册资本", "成立日期"]
    assert [column.data_type for column in seen.columns] == ["text", "text", "decimal", "date"]
    assert seen.rows[0] == ["001", "甲公司", "1.5", "2024-01-31"]


@pytest.mark.parametrize("delimiter", [",", "\t", ";", "|"])
def test_delimiters_are_recognized(saved, delimiter: str) -> None:
    seen = preview(saved(SAMPLE.replace(",", delimiter)))
    assert seen.format.delimiter == delimiter
    assert len(seen.columns) == 4


def test_text_beyond_the_first_ascii_megabyte_decides_the_encoding(saved) -> None:
    content = b"a,b\n" + b"1,2\n" * 400_000 + "贵,阳\n".encode("gb18030")
    assert preview(saved(content)).format.encoding == "gb18030"


@pytest.mark.parametrize(
    ("values", "data_type"),
    [
        (["1", "20", "-3"], "integer"),
        (["001", "020", "300"], "text"),
        (["520102199001011234", "520102199001011235"], "text"),
        (["1.5", "2"], "decimal"),
        (["1e5", "2.5"], "double"),
        (["2024-01-31", "2023/2/1", "2022年3月4日"], "date"),
        (["2024-01-31 10:00:00", "2024-01-31 10:00"], "datetime"),
        (["是", "否"], "boolean"),
        (["2024-13-45"], "text"),
        (["a", "1"], "text"),
        (["", ""], "text"),
    ],
)
def test_types_are_guessed_and_codes_stay_text(saved, values: list[str], data_type: str) -> None:
    seen = preview(saved("x,项\n" + "".join(f"-,{value}\n" for value in values)))
    assert seen.columns[1].data_type == data_type


@pytest.mark.parametrize("title", ["行政区划代码", "联系电话", "邮编", "许可证号", "ID"])
def test_a_title_that_names_a_code_makes_it_text(saved, title: str) -> None:
    assert preview(saved(f"x,{title}\n1,2\n")).columns[1].data_type == "text"


def test_captions_above_the_header_are_skipped(saved) -> None:
    seen = preview(saved("贵阳市企业名录,,\n单位：家,,\n编码,名称,数量\n1,甲,3\n2,乙,4\n"))
    assert seen.format.header_row == 3
    assert [column.name for column in seen.columns] == ["编码", "名称", "数量"]


def test_blank_and_repeated_titles_get_usable_names(saved) -> None:
    seen = preview(saved('a,a,,"b\nc",a\n1,2,3,4,5\n'))
    assert [column.name for column in seen.columns] == ["a", "a (2)", "column_3", "b c", "a (3)"]
    schema.check(proposed_columns(seen))


@pytest.fixture
def workbook(tmp_path: Path) -> Path:
    path = tmp_path / "book.xlsx"
    with xlsxwriter.Workbook(path, {"default_date_format": "yyyy-mm-dd"}) as book:
        sheet = book.add_worksheet("企业")
        sheet.write_row(0, 0, ["编码", "数量", "比例", "日期", "时刻"])
        sheet.write_row(1, 0, ["001", 1.0, 0.1 + 0.2, date(2024, 1, 31), moment("2024-01-31T08:30:00")])
        book.add_worksheet("另一张").write_row(0, 0, ["x"])
    return path


@pytest.mark.django_db
def test_a_spreadsheet_is_read_as_it_looks(workbook: Path) -> None:
    seen = preview(workbook)
    assert seen.sheets == ["企业", "另一张"]
    assert seen.rows == [["001", "1", "0.3", "2024-01-31", "2024-01-31 08:30:00"]]
    assert [column.data_type for column in seen.columns] == ["text", "integer", "decimal", "date", "datetime"]
    assert preview(workbook, fmt=FileFormat("xlsx", sheet="另一张")).columns[0].name == "x"


@pytest.mark.django_db
def test_a_spreadsheet_is_loaded(workbook: Path) -> None:
    table = schema.create_table(proposed_columns(preview(workbook)))
    result = load.load(table, Source(workbook), mode="replace")
    load.publish(result.version)
    table.refresh_from_db()
    assert visible(table, "编码", "日期", "时刻") == [
        ("001", date(2024, 1, 31), moment("2024-01-31T08:30:00"))
    ]


@pytest.mark.django_db
def test_a_spreadsheet_beyond_the_bound_is_refused(workbook: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("portal.store.readers.sheet_records.bound", lambda key: 0)
    with pytest.raises(ValidationError, match="0 MB"):
        preview(workbook)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"  \n",
        b"PK\x03\x04 broken",
        b"\0\1\2\3" * 500,
        bytes.fromhex("d0cf11e0a1b11ae1") + b"x" * 600,
    ],
)
@pytest.mark.django_db
def test_what_is_no_table_is_refused_with_a_sentence(saved, content: bytes) -> None:
    with pytest.raises(ValidationError) as refusal:
        preview(saved(content, "lying.csv"))
    assert refusal.value.messages[0]


def archive(*names: str) -> bytes:
    """A ZIP file of empty entries."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as made:
        for name in names:
            made.writestr(name, "")
    return packed.getvalue()


@pytest.mark.parametrize(
    ("content", "what"),
    [
        ('{"type": "FeatureCollection", "features": []}', "JSON"),
        ('\n[\n  {"编码": "001"}\n]', "JSON"),
        ('{"编码":"001"}\n{"编码":"002"}\n', "JSON"),
        ("[[1, 2], [3, 4]]", "JSON"),
        ('{"编码": "001"}'.encode("utf-16"), "JSON"),
        ("<!DOCTYPE html>\n<table></table>", "网页"),
        ("\ufeff<?xml version='1.0'?><rows/>", "XML"),
        (b"PAR1\x15\x04\x15", "Parquet"),
        (b"SQLite format 3\0" + bytes(100), "SQLite"),
        (b"%PDF-1.7\n%", "PDF"),
        (b"\x1f\x8b\x08\x00abc", "gzip"),
        (b"\x89PNG\r\n", "图片"),
        (archive("word/document.xml"), "Word"),
        (archive("mimetype", "content.xml"), "OpenDocument"),
        (archive("名录.csv"), "ZIP"),
    ],
)
def test_a_refusal_names_what_the_file_looks_like(saved, content: bytes | str, what: str) -> None:
    with pytest.raises(ValidationError, match=f"这看起来是.*{what}.*CSV"):
        preview(saved(content, "lying.csv"))


@pytest.mark.parametrize("size", [200, 5_000, 600_000])
@pytest.mark.parametrize("seed", range(5))
def test_random_bytes_are_not_taken_for_chinese_text(saved, size: int, seed: int) -> None:
    with pytest.raises(ValidationError, match="既不是 CSV"):
        preview(saved(random.Random(seed).randbytes(size)))


@pytest.mark.parametrize(
    "content",
    [
        "{a},[b],<c>\n1,2,3\n",
        "[编码],[名称]\n1,甲\n",
        "[1],[2]\n3,4\n",
        "<名称>,数量\n甲,2\n",
        "PAR1,PAR2\n1,2\n",
        'a,b\n1,"{""x"": 1}"\n',
        "a,b\n1,first\vsecond\n2,x\x1a",
    ],
)
def test_a_table_that_begins_oddly_is_still_a_table(saved, content: str) -> None:
    seen = preview(saved(content))
    assert len(seen.columns) == content.split("\n", maxsplit=1)[0].count(",") + 1


#: Small files of the kinds that people really send; each must be loaded or refused, and no record may vanish.
MESSY = {
    "quotes and line breaks": 'a,b\n"x\ny","say ""hi"""\n1,2\n',
    "ragged": "a,b\n1\n1,2\n1,2,3\n\n3,4\n",
    "carriage returns": "a,b\r1,2\r3,4\r",
    "windows": "a,b\r\n1,2\r\n\r\n3,4",
    "nul": b"a,b\n1,\x002\n3,4\n",
    "separators of the store": "a,b\n1\x1f2,3\n4,5\n",
    "backslashes": "a,b\n\\N,\\.\nx\\ty,\\\\\n",
    "bad bytes": "a,b\n贵阳,云岩\n".encode() * 30 + b"\xff\xfe,1\n3,4\n",
    "an open quotation mark": 'a,b\n1,"2\n3,4\n',
    "text after a quotation mark": 'a,b\n1,"2"x\n3,4\n',
    "header only": "a,b\n",
    "header without line break": "a,b",
    "one column": "a\n1\n\n2\n",
    "blanks": "a , b\n 1 ,  \n  ,2\n",
    "trailing commas": "a,b,\n1,2,\n3,4,\n",
    "sql in titles": '"a\'; DROP TABLE x; --","b""%s"\n1,2\n',
    "long cells": "a,b\n" + "文" * 100_000 + ",1\n2,3\n",
    "formulas": "a,b\n=1+1,@x\n",
    "many columns": ",".join(f"c{n}" for n in range(300)) + "\n" + ",".join("1" * 300) + "\n",
}


@pytest.mark.django_db
@pytest.mark.parametrize("kind", MESSY)
def test_no_record_of_a_messy_file_vanishes(saved, kind: str) -> None:
    path = saved(MESSY[kind])
    seen = preview(path)
    table = schema.create_table([schema.ColumnSpec(name=spec.name) for spec in proposed_columns(seen)])
    result = load.load(table, Source(path, seen.format), mode="replace")
    assert result.rows_read == result.loaded + result.rejected
    expected = {
        "ragged": (4, 2),
        "nul": (2, 1),
        "bad bytes": (61, 1),
        "one column": (2, 0),
        "header only": (0, 0),
    }
    if kind in expected:
        assert (result.rows_read, result.rejected) == expected[kind]


@pytest.mark.django_db
def test_a_record_without_end_is_refused_with_its_place(saved) -> None:
    path = saved('a,b\n1,2\n3,"' + "x" * 5_000_000 + "\n")
    table = schema.create_table([schema.ColumnSpec(name="a"), schema.ColumnSpec(name="b")])
    with pytest.raises(ValidationError):
        load.load(table, Source(path), mode="replace")
    assert load.open_version(table, mode="replace").number == 2


def test_the_command_shows_and_prints_json(saved, capsys: pytest.CaptureFixture[str]) -> None:
    path = saved(SAMPLE)
    call_command("preview_file", str(path))
    assert "注册资本  decimal(18, 2)" in capsys.readouterr().out
    out = io.StringIO()
    call_command("preview_file", str(path), "--json", stdout=out)
    assert json.loads(out.getvalue())["columns"][0]["name"] == "编码"
    with pytest.raises(CommandError):
        call_command("preview_file", str(path.with_name("absent.csv")))


@pytest.mark.django_db
def test_more_items_than_a_table_has_are_refused(saved) -> None:
    with pytest.raises(ValidationError, match="1000"):
        preview(saved(",".join(f"c{n}" for n in range(1001)) + "\n"))


@pytest.mark.django_db
def test_a_record_too_wide_for_the_database_is_refused_with_its_place(saved) -> None:
    titles = [f"c{n}" for n in range(900)]
    path = saved(",".join(titles) + "\n" + ",".join("x" * 30 for _ in titles) + "\n")
    table = schema.create_table([schema.ColumnSpec(name=title) for title in titles])
    with pytest.raises(ValidationError):
        load.load(table, Source(path), mode="replace")

"""Which items of a version identify people: numbers by their check digits, names by titles and words.

All rows up to the bound ``store.scan_rows`` are looked at; of larger versions a sample of blocks, and besides
it the rows that the version added. Values are searched for as a part of longer text too. What is found is
kept as counts, never as values. What an item must show is in ``SIGNS``; why is in docs/mechanisms/store.md.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass

import polars as pl
from django.db import connection
from psycopg2 import sql

from . import ddl
from .choices import DataType, Sign
from .models import StoreColumn, StoreTable, TableVersion
from .rules import SCAN_ROWS, bound
from .validate.check_digits import fails

#: A number stands alone: no digit, letter or decimal point touches it.
ALONE = r"(?:^|[^0-9A-Za-z.])(?:{})(?:$|[^0-9A-Za-z.]|\.$)"
RESIDENT_ID = ALONE.format(r"(\d{17}[\dXx])")
PHONE = ALONE.format(r"(?:(?:\+|00)?86[- ]?)?(\d{3}[- ]?\d{4}[- ]?\d{4})")
MOBILE = r"^1[3-9]\d{9}$"
CARD = ALONE.format(r"(\d{16,19}|\d{4}(?: \d{4}){3}(?: \d{1,3})?)")
EMAIL = r"([A-Za-z0-9][\w.+-]*@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+)"
#: Mailboxes of organizations: addresses of the government, and names of posts instead of people.
OFFICIAL = (
    r"(?i)(?:[.@]gov\.cn$|^(?:info|service|office|contact|admin|support|hr|sales|mail|webmaster|kefu)@)"
)
PLATE = (
    r"(?:^|[^0-9A-Za-z])([京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-HJ-NP-Z]"
    r"[·• ]?[A-HJ-NP-Z0-9]{4,5}[A-HJ-NP-Z0-9挂学警港澳])(?:$|[^0-9A-Za-z])"
)
#: The hundred commonest surnames and the double ones: nine people in ten.
SURNAME = (
    "[王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈"
    "姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤冉安]"
)
NAME = rf"^(?:{SURNAME}|欧阳|上官|司马|诸葛|皇甫|令狐)[\p{{Han}}]{{1,2}}$"
#: An address down to a door, a group of a village or a house number.
DOOR = r"\p{Han}.*(?:[0-9一二三四五六七八九十]+(?:号|室|栋|幢|单元|组|户|弄))"
NAMED_FOR_PEOPLE = (
    r"姓名|户主|持证人|持卡人|参保人|患者|学生|监护人|当事人|被保险人|联系人|(?i:person.?name|full.?name)"
)
NAMED_FOR_HOMES = r"住址|居住地|户籍地|户籍地址|家庭地址|现住|(?i:home.?address)"
#: Twice each digit, as the sum of its digits: for Luhn's check digit.
DOUBLED = [0, 2, 4, 6, 8, 1, 3, 5, 7, 9]
NUMBERS = frozenset({DataType.INTEGER, DataType.DECIMAL})


@dataclass(frozen=True, slots=True)
class Sighting:
    """An item that holds values of one kind: rows with a value, and how many of them show the sign."""

    column: str
    kind: str
    values: int
    matches: int

    @property
    def share(self) -> float:
        """Of the values looked at, 0 to 1."""
        return self.matches / self.values if self.values else 0.0


@dataclass(frozen=True, slots=True)
class Test:
    """How one kind is told: ``pattern`` takes candidates out of texts, ``holds`` judges them.

    The item is reported when ``of_candidates`` of the candidates hold (a number that only looks like one is
    right by chance in one of ten) and ``of_values`` of all its values; ``header`` must be in the title.
    """

    kind: Sign
    pattern: str
    holds: Callable[[pl.Series], pl.Series]
    of_candidates: float = 0.5
    of_values: float = 0.0
    header: str = ""


def scan(version: TableVersion) -> list[Sighting]:
    """Look at the rows of a filled or published version; the answer is kept on it as counts."""
    columns = [column for column in version.table.columns.all() if _is_readable(column)]
    frame = _sample(version, columns) if columns else pl.DataFrame()
    found = [s for column in columns for s in _sightings(column.name, frame[column.physical])]
    version.scan = {"rows": len(frame), "sightings": [asdict(sighting) for sighting in found]}
    version.save(update_fields=["scan"])
    return found


def sightings_of(version: TableVersion) -> list[Sighting] | None:
    """What an earlier look found; ``None`` when nobody looked."""
    return None if version.scan is None else [Sighting(**kept) for kept in version.scan["sightings"]]


def doubtful(version: TableVersion) -> list[Sighting]:
    """What was found and not let pass; nothing when nobody looked."""
    passed = [tuple(pair) for pair in version.table.let_pass]
    return [found for found in sightings_of(version) or [] if (found.column, found.kind) not in passed]


def let_pass(table: StoreTable, found: list[Sighting]) -> None:
    """Remember that these signs were judged and are none, for this and every later version of the table."""
    locked = StoreTable.objects.select_for_update().get(pk=table.pk)
    pairs = [[sighting.column, sighting.kind] for sighting in found]
    locked.let_pass += [pair for pair in pairs if pair not in locked.let_pass]
    locked.save(update_fields=["let_pass"])
    table.let_pass = locked.let_pass


def _is_readable(column: StoreColumn) -> bool:
    """Text and whole numbers can hold what identifies; dates, fractions and flags cannot."""
    return column.data_type == DataType.TEXT or (column.data_type in NUMBERS and not column.scale)


def _sample(version: TableVersion, columns: list[StoreColumn]) -> pl.DataFrame:
    most = bound(SCAN_ROWS)
    present = sql.SQL("_since <= {0} AND (_until IS NULL OR _until > {0})").format(
        sql.Literal(version.number)
    )
    if version.rows <= most:
        parts = [_part(version, columns, sql.SQL(""), present, most)]
    else:
        share = sql.Literal(min(100.0, 130.0 * most / version.rows))
        blocks = sql.SQL("TABLESAMPLE SYSTEM ({}) REPEATABLE ({})").format(share, sql.Literal(version.number))
        added = sql.SQL("_until IS NULL AND _since = {}").format(sql.Literal(version.number))
        parts = [_part(version, columns, blocks, present, most)]
        if version.added + version.changed < version.rows:
            parts.append(_part(version, columns, sql.SQL(""), added, most))
    names = [column.physical for column in columns]
    return pl.concat([_read(part, names) for part in parts])


def _part(
    version: TableVersion, columns: list[StoreColumn], how: sql.Composable, which: sql.Composable, most: int
) -> sql.Composable:
    items = [sql.SQL("{}::text").format(sql.Identifier(column.physical)) for column in columns]
    rows = ddl.partition_of(version.table, version.staging or version.generation)
    return sql.SQL(
        "COPY (SELECT {} FROM {} {} WHERE {} LIMIT {}) TO STDOUT (FORMAT csv, FORCE_QUOTE *)"
    ).format(sql.SQL(", ").join(items), rows, how, which, sql.Literal(most))


def _read(statement: sql.Composable, names: list[str]) -> pl.DataFrame:
    spool = io.BytesIO()
    with connection.cursor() as cursor:
        cursor.copy_expert(statement, spool)
    if not spool.tell():
        return pl.DataFrame(schema=dict.fromkeys(names, pl.String))
    spool.seek(0)
    return pl.read_csv(spool, has_header=False, new_columns=names, infer_schema=False)


def _sightings(title: str, texts: pl.Series) -> Iterator[Sighting]:
    values = texts.drop_nulls()
    values = values.filter(values != "")
    if not len(values):
        return
    claimed = pl.Series([False] * len(values))
    for test in SIGNS:
        if test.header and not re.search(test.header, title):
            continue
        candidates = values.str.extract(test.pattern, 1)
        there = candidates.is_not_null() & ~claimed
        if not there.any():
            continue
        holds = there & test.holds(candidates.fill_null("")).fill_null(value=False)
        matches = int(holds.sum())
        if matches and _is_enough(test, matches, int(there.sum()), len(values)):
            claimed = claimed | holds
            yield Sighting(title, test.kind.value, len(values), matches)


def _is_enough(test: Test, matches: int, candidates: int, values: int) -> bool:
    return matches >= test.of_candidates * candidates and matches >= test.of_values * values


def _is_resident_id(numbers: pl.Series) -> pl.Series:
    """Check digit, province and day of birth hold, in a year in which somebody living was born."""
    born = numbers.str.slice(6, 4).cast(pl.Int32, strict=False).is_between(1900, 2100)
    return ~fails("resident_id", numbers) & born


def _is_mobile(numbers: pl.Series) -> pl.Series:
    return numbers.str.replace_all("[- ]", "").str.contains(MOBILE)


def _is_card(numbers: pl.Series) -> pl.Series:
    """UnionPay, Visa, Mastercard, JCB or Amex by the first digit, and Luhn's check digit."""
    plain = numbers.str.replace_all(" ", "").str.zfill(19)
    total = sum((_digit(plain, place) for place in range(19)), start=pl.Series([0] * len(plain)))
    return (total % 10 == 0) & numbers.str.contains(r"^(?:62|4|5[1-5]|35|3[47])")


def _digit(numbers: pl.Series, place: int) -> pl.Series:
    """What the digit adds to Luhn's sum; every second one, counted from the right, is doubled."""
    digits = numbers.str.slice(place, 1).cast(pl.Int64, strict=False).fill_null(0)
    return digits.replace_strict(dict(enumerate(DOUBLED))) if place % 2 else digits


def _is_own_mailbox(addresses: pl.Series) -> pl.Series:
    return (addresses != "") & ~addresses.str.contains(OFFICIAL)


def _is_there(texts: pl.Series) -> pl.Series:
    return texts != ""


#: In this order: a value that was taken for one kind is not taken for the next.
SIGNS: tuple[Test, ...] = (
    Test(Sign.RESIDENT_ID, RESIDENT_ID, _is_resident_id, of_candidates=0.05),
    Test(Sign.MOBILE, PHONE, _is_mobile, of_values=0.001),
    Test(Sign.BANK_CARD, CARD, _is_card, of_values=0.001),
    Test(Sign.EMAIL, EMAIL, _is_own_mailbox, of_values=0.001),
    Test(Sign.PLATE, PLATE, _is_there, of_values=0.01),
    Test(Sign.HOME_ADDRESS, rf"({DOOR}.*)", _is_there, of_values=0.3, header=NAMED_FOR_HOMES),
    Test(Sign.NAME, rf"({NAME})", _is_there, of_values=0.3, header=NAMED_FOR_PEOPLE),
)

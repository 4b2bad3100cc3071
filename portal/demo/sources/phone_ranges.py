"""Mobile number ranges with city, area code and postal code (117,339 rows), from jionlp 1.5.31."""

from __future__ import annotations

from collections.abc import Iterator

from ..archives import read_lines
from .table import Ground, Table

HEADER = ("起始号段", "终止号段", "省份", "城市", "区号", "邮政编码", "运营商")


def _rows(ground: Ground) -> Iterator[tuple[object, ...]]:
    operators = _operators(ground)
    place: tuple[str, ...] = ()
    for text in read_lines(ground.archives["jionlp"], "jionlp/dictionary/phone_location.zip"):
        if text.startswith("\t"):
            _, prefix, ranges = text.split("\t")
            for spoken in ranges.split(","):
                first, _, last = spoken.partition("-")
                start, end = prefix + first, prefix + (last or first)
                yield start, end, *place, operators.get(start[:4]) or operators.get(prefix, "")
        elif text:
            names, area, postal = text.split("\t")
            # The source lost the leading zero of codes such as 030000 (Taiyuan).
            place = (*names.split(" "), area, postal.zfill(6))


def _operators(ground: Ground) -> dict[str, str]:
    source = read_lines(ground.archives["jionlp"], "jionlp/dictionary/telecom_operator.txt")
    return dict(text.split(" ", 1) for text in source if " " in text)


TABLE = Table("phone_ranges", HEADER, _rows)

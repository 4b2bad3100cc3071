"""Files that tests hand in: water samples as the published entry of ``tests.people`` describes them."""

from __future__ import annotations

from django.core.files.uploadedfile import SimpleUploadedFile

HEADER = "监测点编号,区县,监测日期,余氯"
THREE = ["P001,云岩区,2026-10-01,0.35", "P002,南明区,2026-10-01,0.42", "P003,花溪区,2026-10-01,"]
#: One good row, and one each that breaks type, required value, maximum, length, key.
MIXED = [
    "P001,云岩区,2026-10-01,0.35",
    "P002,云岩区,not a day,0.35",
    ",云岩区,2026-10-01,0.35",
    "P004,云岩区,2026-10-01,9.9",
    "P005-with-a-number-far-too-long,云岩区,2026-10-01,0.35",
]


def csv_file(
    rows: list[str] | None = None, *, header: str = HEADER, name: str = "水质.csv", encoding: str = "utf-8"
) -> SimpleUploadedFile:
    """A file as a browser sends it."""
    text = "\n".join([header, *(THREE if rows is None else rows)]) + "\n"
    return SimpleUploadedFile(name, text.encode(encoding), content_type="text/csv")

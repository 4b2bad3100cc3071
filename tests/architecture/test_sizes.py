"""Nothing outgrows its ceiling unless it is excused here, by name and with a reason."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from .sources import PACKAGES, ROOT, code_files, files_of_tests, functions, short, templates, tree

#: "path:name" (or "path" of a file) → why it may be larger.
EXCUSED: dict[str, str] = {}

FUNCTION, SERVICE, DOOR, CLASS, FILE, TEMPLATE, TEST = 50, 25, 20, 200, 500, 150, 30
DOORS = {"views", "api", "tasks"}


def lines_of(node) -> int:
    """From the def or class line to the end, docstring included, decorators not."""
    return node.end_lineno - node.lineno + 1


def parts_of(path: Path) -> set[str]:
    """The words of its path: a module or a package called ``services`` holds services."""
    return {*path.parent.parts, path.stem}


def ceiling(path: Path, name: str) -> int:
    """How long this function may be."""
    if path in set(files_of_tests()):
        return TEST if path.stem.startswith("test_") else FUNCTION
    if "services" in parts_of(path) and not name.rsplit(".", maxsplit=1)[-1].startswith("_"):
        return SERVICE
    return DOOR if parts_of(path) & DOORS else FUNCTION


def too_long_functions() -> Iterator[str]:
    for path in (*code_files(), *files_of_tests()):
        for name, node in functions(path):
            if lines_of(node) > ceiling(path, name):
                yield f"{short(path)}:{name}: {lines_of(node)} lines, at most {ceiling(path, name)}"


def too_long_classes() -> Iterator[str]:
    for path in (*code_files(), *files_of_tests()):
        for node in tree(path).body:
            if type(node).__name__ == "ClassDef" and lines_of(node) > CLASS:
                yield f"{short(path)}:{node.name}: {lines_of(node)} lines, at most {CLASS}"


def too_long_files() -> Iterator[str]:
    limits = dict.fromkeys((*code_files(), *files_of_tests()), FILE) | dict.fromkeys(templates(), TEMPLATE)
    for path, limit in limits.items():
        count = len(path.read_text(encoding="utf-8").splitlines())
        if count > limit:
            yield f"{short(path)}: {count} lines, at most {limit}"


def too_tangled() -> Iterator[str]:
    """Complexity and parameters, counted by ruff as pyproject.toml sets them, whatever ``noqa`` says."""
    words = [str(Path(sys.executable).with_name("ruff")), "check", "--ignore-noqa", "--exit-zero"]
    words += ["--select", "C901,PLR0913", "--output-format", "json", *PACKAGES]
    told = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    for found in json.loads(told):
        yield f"{short(Path(found['filename']))}:{found['message'].split('`')[1:2]}: {found['message']}"


def unexcused(found: Iterator[str]) -> list[str]:
    return [line for line in found if line.rsplit(": ", 1)[0] not in EXCUSED]


def test_no_function_is_too_long():
    found = unexcused(too_long_functions())
    assert not found, "\n".join(found)


def test_no_class_is_too_long():
    found = unexcused(too_long_classes())
    assert not found, "\n".join(found)


def test_no_file_or_template_is_too_long():
    found = unexcused(too_long_files())
    assert not found, "\n".join(found)


def test_no_function_is_too_tangled_or_takes_too_much():
    found = unexcused(too_tangled())
    assert not found, "\n".join(found)


def test_no_excuse_has_outlived_its_cause():
    everything = [*too_long_functions(), *too_long_classes(), *too_long_files(), *too_tangled()]
    assert EXCUSED.keys() <= {line.rsplit(": ", 1)[0] for line in everything}

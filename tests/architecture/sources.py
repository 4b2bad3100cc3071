"""What the registers look at: the project's files, apps, workflows and layers."""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

from django.apps import AppConfig, apps

from portal.kernel.workflow import Workflow

ROOT = Path(__file__).resolve().parents[2]
_LINTER = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]
PACKAGES: list[str] = _LINTER["root_packages"]
#: How high each package stands: what imports others stands above them.
HEIGHT = {
    name: -depth
    for depth, layer in enumerate(_LINTER["contracts"][0]["layers"])
    for name in re.findall(r"[\w.]+", layer)
}
#: The packages of the project that are Django apps with chapters' business, and those that are ground.
GROUND = {"portal.kernel", "portal.store", "portal.web", "portal.gateways", "portal.demo"}

Function = ast.FunctionDef | ast.AsyncFunctionDef


@cache
def code_files() -> list[Path]:
    """Every Python file that runs in production, without migrations."""
    found = [path for package in PACKAGES for path in (ROOT / package).rglob("*.py")]
    return sorted(path for path in found if "migrations" not in path.parts)


@cache
def files_of_tests() -> list[Path]:
    """Every Python file of the tests, without migrations."""
    return sorted(path for path in (ROOT / "tests").rglob("*.py") if "migrations" not in path.parts)


@cache
def templates() -> list[Path]:
    """Every template of the project."""
    return sorted((ROOT / "templates").rglob("*.html"))


@cache
def tree(path: Path) -> ast.Module:
    """The file's syntax tree."""
    return ast.parse(path.read_text(encoding="utf-8"))


def short(path: Path) -> str:
    """The path as it is written in messages and excuses."""
    return path.relative_to(ROOT).as_posix()


def functions(path: Path) -> Iterator[tuple[str, Function]]:
    """Every function and method with its qualified name."""

    def walk(node: ast.AST, prefix: str) -> Iterator[tuple[str, Function]]:
        for child in ast.iter_child_nodes(node):
            if isinstance(child, Function):
                yield f"{prefix}{child.name}", child
            if isinstance(child, Function | ast.ClassDef):
                yield from walk(child, f"{prefix}{child.name}.")
            else:
                yield from walk(child, prefix)

    yield from walk(tree(path), "")


def calls(path: Path) -> Iterator[ast.Call]:
    """Every call in a file."""
    yield from (node for node in ast.walk(tree(path)) if isinstance(node, ast.Call))


def package_of(path: Path) -> str:
    """The layer that a file belongs to: ``portal.kernel``, ``catalog`` …"""
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:2]) if parts[0] == "portal" else parts[0]


def own_apps() -> list[AppConfig]:
    """The project's installed apps."""
    return [config for config in apps.get_app_configs() if config.name in HEIGHT]


def chapter_apps() -> list[AppConfig]:
    """The installed apps that hold business: everything but the ground."""
    return [config for config in own_apps() if config.name not in GROUND]


def modules(name: str) -> Iterator[object]:
    """The module of this name in each app that has one."""
    for config in own_apps():
        if find_spec(f"{config.name}.{name}"):
            yield import_module(f"{config.name}.{name}")


def workflows() -> dict[str, Workflow]:
    """Every declared lifecycle by its model's label."""
    found = (value for module in modules("workflows") for value in vars(module).values())
    return {w.model._meta.label_lower: w for w in found if isinstance(w, Workflow)}

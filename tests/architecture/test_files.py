"""An app holds the files of the house and no others; nothing is called a drawer."""

from __future__ import annotations

import pytest

from .sources import ROOT, chapter_apps, code_files, files_of_tests, short, templates

#: The files of an app in the order in which one reads it; each may be a package of the same name.
ALLOWED = {
    "choices", "rules", "policies", "querysets", "models", "selectors", "workflows", "services",
    "forms", "serializers", "filters", "views", "api", "tasks", "subscribers", "contributions",
    "urls", "apps", "migrations", "management", "templatetags", "README", "__init__", "__pycache__",
}  # fmt: skip
#: What one app has besides: "package/file" → why.
BESIDES = {
    "portal.members/adapters": "what the portal changes in allauth",
    "portal.members/backends": "how rights are found, by role and by named exception",
    "portal.members/credit_code": "the check digit of GB 32100",
    "portal.members/jurisdiction": "which authority stands above which unit, asked by every chapter",
    "portal.members/roles": "groups, and the rights that each app gives them",
    "portal.front/provisions": "the register of the measure's provisions",
    "portal.front/glossary": "the register of the measure's terms",
}
DRAWERS = {
    "utils",
    "util",
    "helpers",
    "helper",
    "common",
    "misc",
    "tools",
    "manager",
    "managers",
    "data",
    "info",
}


@pytest.mark.parametrize("config", chapter_apps(), ids=lambda config: config.name)
def test_an_app_holds_the_files_of_the_house(config):
    names = {path.stem for path in (ROOT / config.name.replace(".", "/")).iterdir()}
    strange = names - ALLOWED
    assert {name for name in strange if f"{config.name}/{name}" not in BESIDES} == set()


def test_no_exception_has_outlived_its_file():
    gone = [b for b in BESIDES if not list(ROOT.glob(b.replace(".", "/") + "*"))]
    assert gone == []


def test_nothing_is_a_drawer():
    files = (*code_files(), *files_of_tests(), *templates())
    parts = {(part.removesuffix(".py").removesuffix(".html"), short(path)) for path in files for part in
             path.relative_to(ROOT).parts}  # fmt: skip
    assert {place for name, place in parts if name.strip("_") in DRAWERS} == set()


def test_every_folder_of_tests_is_a_package():
    folders = {path.parent for path in files_of_tests()}
    assert {short(folder) for folder in folders if not (folder / "__init__.py").exists()} == set()


@pytest.mark.parametrize("path", [p for p in code_files() if p.name != "__init__.py"], ids=short)
def test_no_module_is_empty(path):
    assert path.read_text(encoding="utf-8").strip()

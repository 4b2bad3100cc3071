"""References that the import graph does not see: foreign keys, addresses in templates and in code."""

from __future__ import annotations

import ast
import re

from django.conf import settings
from django.contrib.contenttypes.models import ContentType

from .sources import HEIGHT, ROOT, code_files, own_apps, package_of, short, templates, tree

PACKAGE_OF_LABEL = {config.label: config.name for config in own_apps()}
URL_TAG = re.compile(r"{%\s*url\s+['\"](\w+):")
ADDRESS = re.compile(r"([a-z]+):[a-z0-9]+(?:-[a-z0-9]+)*")


def is_downstream(label: str, package: str) -> bool:
    """Whether the app called ``label`` stands above ``package``."""
    there = PACKAGE_OF_LABEL.get(label)
    return there is not None and there != package and HEIGHT[there] >= HEIGHT[package]


def test_foreign_keys_point_upstream():
    wrong = [
        f"{model._meta.label}.{field.name} → {field.related_model._meta.label}"
        for config in own_apps()
        for model in config.get_models()
        for field in model._meta.get_fields()
        if field.concrete and field.is_relation and field.related_model
        if field.related_model not in {ContentType}
        if field.related_model._meta.label != settings.AUTH_USER_MODEL
        if is_downstream(field.related_model._meta.app_label, config.name)
    ]
    assert not wrong, "\n".join(wrong)


def test_templates_link_upstream():
    wrong = []
    for path in templates():
        package = PACKAGE_OF_LABEL.get(path.relative_to(ROOT / "templates").parts[0], "portal.web")
        labels = URL_TAG.findall(path.read_text(encoding="utf-8"))
        wrong += [f"{short(path)} → {label}" for label in labels if is_downstream(label, package)]
    assert not wrong, "\n".join(wrong)


def test_code_names_addresses_of_its_own_app_or_upstream():
    wrong = []
    for path in code_files():
        package = package_of(path)
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                found = ADDRESS.fullmatch(node.value)
                if found and package in HEIGHT and is_downstream(found[1], package):
                    wrong.append(f"{short(path)}:{node.lineno} {node.value}")
    assert not wrong, "\n".join(wrong)

"""A business row is written in one place, and now is read in one place."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from .sources import calls, code_files, short, tree

#: Who may write rows past ``audit``: a file or a folder → why.
MAY_WRITE = {
    "portal/kernel/audit.py": "the door itself",
    "portal/kernel/jobs.py": "the ledger of jobs is no business record",
    "portal/kernel/rules.py": "seeds the first version of declared rules after migrations",
    "portal/store/": "rows of data change by version, not by record",
    "portal/members/roles.py": "groups and their rights are seeded after migrations and hold no state",
    "opening/services/counting.py": "adds up anonymous uses; nobody decides anything",
    "opening/services/indexing.py": "search documents are derived from records and can be made again",
}
ALWAYS = {"save", "delete", "create", "bulk_create", "bulk_update", "get_or_create", "update_or_create"}
ALWAYS |= {"create_user", "create_superuser", "asave", "adelete", "acreate"}
#: ``.update`` belongs to dictionaries too: it writes rows when it is called on one of these.
QUERYSET = re.compile(r"\.objects\b|_manager\b|\b(queryset|qs)\b|\.(filter|exclude|all|select_for_update)\(")
SQL = re.compile(r"\b(INSERT\s+INTO|DELETE\s+FROM|TRUNCATE\s+TABLE|UPDATE\s+[\w.{}\"]+\s+SET)\b")

MAY_READ_NOW = {
    "portal/kernel/clock.py": "the clock itself",
}
NOW = re.compile(r"((timezone|datetime|date|time)\.)+(now|utcnow|today|localtime|localdate|time)\(\)")


def excused(path: Path, register: dict[str, str]) -> bool:
    return any(short(path).startswith(place) for place in register)


def writes(path: Path) -> Iterator[str]:
    """Calls and statements of a file that change rows."""
    yield from (f"{short(path)}:{line} {what}" for line, what in changes(tree(path)))


def changes(module: ast.Module) -> Iterator[tuple[int, str]]:
    """The line and the words of each call and statement that changes rows."""
    defined = {node.name for node in ast.walk(module) if isinstance(node, ast.FunctionDef)}
    for node in ast.walk(module):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            owner, name = ast.unparse(node.func.value), node.func.attr
            if owner == "self" and name in defined:
                continue  # a method of its own that happens to be called so
            if name in ALWAYS or (name == "update" and QUERYSET.search(owner)):
                yield node.lineno, f"{owner}.{name}()"
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and SQL.search(node.value):
            yield node.lineno, node.value


@pytest.mark.parametrize(
    "statement",
    [
        "record.save()",
        "Entry.objects.create(title='x')",
        "entry.items.create(name='x')",
        "Entry.objects.filter(pk=1).update(state='x')",
        "type(self)._base_manager.update(state='x')",
        "Entry.objects.bulk_create(entries)",
        "queryset.delete()",
        "cursor.execute('UPDATE catalog_entry SET state = 1')",
        "cursor.execute('DELETE FROM catalog_entry')",
    ],
)
def test_a_stray_write_is_found(statement):
    assert list(changes(ast.parse(statement)))


@pytest.mark.parametrize(
    "statement", ["found.update(other)", "digest.update(b'x')", "say('delete from the list')"]
)
def test_what_writes_no_row_is_let_pass(statement):
    assert not list(changes(ast.parse(statement)))


def test_only_the_audit_module_writes():
    found = [line for path in code_files() if not excused(path, MAY_WRITE) for line in writes(path)]
    assert not found, "\n".join(found)


def test_everybody_who_may_write_still_does():
    idle = [
        place
        for place in MAY_WRITE
        if not any(True for path in code_files() if short(path).startswith(place) for _w in writes(path))
    ]
    assert idle == []


def test_only_the_clock_reads_now():
    found = [
        f"{short(path)}:{call.lineno} {ast.unparse(call)}"
        for path in code_files()
        if not excused(path, MAY_READ_NOW)
        for call in calls(path)
        if NOW.fullmatch(ast.unparse(call))
    ]
    assert not found, "\n".join(found)

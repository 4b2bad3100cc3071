"""A pytest plugin: tests say which provision of the measure they state; each run ends with the matrix.

``build/provisions.json`` holds provision → test → outcome for the page that sets the portal beside the
measure. A run of all tests writes it anew, a smaller run brings its own tests up to date.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path

import pytest

from portal.front.provisions import provisions

ROOT = Path(__file__).resolve().parents[1]
OUTCOMES = ROOT / "build" / "provisions.json"
#: Provisions whose issue is closed: a run of all tests fails when one of them has no test.
CLOSED: frozenset[str] = frozenset(name for name, found in provisions().items() if not found.planned)

#: Under this name a test's report carries the provisions that it states.
PROPERTY = "provision"

Matrix = dict[str, dict[str, str]]

_outcomes: Matrix = defaultdict(dict)


def stated_by(item: pytest.Item) -> list[str]:
    """The provisions that a test is marked with, on itself, its class or its module."""
    return [str(name) for marker in item.iter_markers("provision") for name in marker.args]


def unknown(stated: Mapping[str, Iterable[str]]) -> list[str]:
    """The tests that are marked with a provision that the measure does not have."""
    known = provisions()
    return [f"{test}: {name}" for test, names in stated.items() for name in names if name not in known]


def missing(matrix: Matrix) -> list[str]:
    """The provisions without a test, in the measure's order."""
    return [name for name in provisions() if not matrix.get(name)]


def merged(before: Matrix, now: Matrix, *, complete: bool) -> Matrix:
    """What is written: everything anew after a complete run, else the tests that ran."""
    found = {name: dict(now.get(name, {})) for name in provisions()}
    if not complete:
        found = {name: before.get(name, {}) | tests for name, tests in found.items()}
    return {name: dict(sorted(tests.items())) for name, tests in found.items() if tests}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let each test's report carry what it states, across processes; an unknown provision ends the run."""
    stated = {item.nodeid: names for item in items if (names := stated_by(item))}
    if wrong := unknown(stated):
        raise pytest.UsageError("unknown provisions of the measure:\n  " + "\n  ".join(wrong))
    for item in items:
        item.user_properties += [(PROPERTY, name) for name in stated.get(item.nodeid, ())]


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    """Keep the outcome of the call, or of a set-up or tear-down that did not pass."""
    if report.when == "call" or report.outcome != "passed":
        for name in (value for key, value in report.user_properties if key == PROPERTY):
            _outcomes[str(name)][report.nodeid] = report.outcome


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Write the outcomes; fail a complete run that lacks what is promised."""
    if session.config.option.collectonly or hasattr(session.config, "workerinput"):
        return
    complete = _is_complete(session.config)
    OUTCOMES.parent.mkdir(exist_ok=True)
    text = json.dumps(merged(_read(), _outcomes, complete=complete), ensure_ascii=False, indent=1)
    OUTCOMES.write_text(text + "\n", encoding="utf-8")
    if complete and CLOSED & set(missing(_outcomes)) and session.exitstatus == pytest.ExitCode.OK:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print the matrix: which provisions are stated by tests, and which are still missing."""
    if not _outcomes and not _is_complete(terminalreporter.config):
        return
    write = terminalreporter.write_line
    terminalreporter.section("provisions of the measure")
    tested = [name for name in provisions() if _outcomes.get(name)]
    failing = [name for name in tested if "failed" in _outcomes[name].values()]
    write(f"tested so far ({len(tested)}): " + ", ".join(f"{n} ({len(_outcomes[n])})" for n in tested))
    write(f"missing so far ({len(missing(_outcomes))}): " + ", ".join(missing(_outcomes)))
    if failing:
        write("failing: " + ", ".join(failing))
    promised = sorted(CLOSED & set(missing(_outcomes)))
    if promised and _is_complete(terminalreporter.config):
        write("missing although their issue is closed: " + ", ".join(promised))


def _is_complete(config: pytest.Config) -> bool:
    """Whether the run is of all tests: no part of the tree, no -k, no -m."""
    whole = {str(ROOT), str(ROOT / "tests")}
    paths = {str((config.invocation_params.dir / argument).resolve()) for argument in config.args}
    return bool(paths & whole) and not (config.option.keyword or config.option.markexpr)


def _read() -> Matrix:
    try:
        found: Matrix = json.loads(OUTCOMES.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found

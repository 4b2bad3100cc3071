"""What is measured over HTTP: pages and files as programs and people get them, each by a running web."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from bench import clients
from bench.server import Place
from bench.web import Web

WARM_SECONDS, SECONDS = 1.0, 2.5
TIMES = 15
EVENTS, ENTRIES = 3_000_000, 20_000
#: Name, path and reader of every list that is timed.
LISTS = {
    "audit": ("/security/audit/", "inspector"),
    "audit_search": (f"/security/audit/?{urlencode({'q': '经办人'})}", "inspector"),
    "audit_api": ("/api/v1/audit-events/", "inspector"),
    "catalog": ("/catalog/entries/", "consumer"),
    "catalog_search": (f"/catalog/entries/?{urlencode({'q': '物流'})}", "consumer"),
    "catalog_sort": ("/catalog/entries/?sort=shown_name", "consumer"),
}


def rates(served: Web, found: dict[str, str], rounds: int) -> dict[str, float]:
    """Answers a second to sixteen clients, in turns; the best round of each counts."""
    anew = urlencode({"order": "-成立日期"})  # only the page without a wish is kept for the next visitor
    targets = {
        "bare": served.target("/bare"),
        "open": served.target(found["open"]),
        "granted": served.target(found["granted"], found["consumer"]),
        "public": served.target(found["page"]),
        "drawn": served.target(f"{found['page']}?{anew}"),
    }
    for target in targets.values():
        clients.rate(target, WARM_SECONDS)
    made = [{name: clients.rate(t, SECONDS) for name, t in targets.items()} for _number in range(rounds)]
    return {name: max(one[name] for one in made) for name in targets}


def csv(served: Web, found: dict[str, str], rounds: int, plain: Callable[[], float]) -> dict[str, float]:
    """The whole table as a file, against the plain copy in turns."""
    target = served.target(found["csv"])
    clients.drain(target)
    served.forget_memory()
    base = served.memory()
    made = [(plain(), clients.drain(target)) for _number in range(rounds)]
    return {
        "copy_out_seconds": min(theirs for theirs, _ours in made),
        "seconds": min(ours["seconds"] for _theirs, ours in made),
        "first_ms": min(ours["first_ms"] for _theirs, ours in made),
        "bytes": made[-1][1]["bytes"],
        "base": base,
        "megabytes": served.memory(),
    }


def lists(place: Place, served: Web, found: dict[str, str]) -> dict[str, Any]:
    """Median time and number of statements of each list, for somebody who is alone."""
    asked = {name: (path, found[reader]) for name, (path, reader) in LISTS.items()}
    counted = place.step("-m", "bench.work", "queries", json.dumps(asked))
    return {
        name: {"ms": clients.milliseconds(served.target(*one), TIMES), "queries": counted[name]}
        for name, one in asked.items()
    }

"""Count how datasets are used, without making readers wait.

Counts are gathered in the process and written at most every few seconds: a page under load must not queue for
one row. A process that is killed loses the last seconds of counting and nothing else.
"""

from __future__ import annotations

import atexit
import logging
import re
import threading
import time
from collections import Counter

from django.db import DatabaseError, connection
from django.db.models import F

from ..choices import Usage
from ..models import PublicDataset

logger = logging.getLogger(__name__)

SECONDS = 5.0
_ROBOTS = re.compile(r"bot\b|crawl|spider|slurp|archiver|monitor|preview|headless|scan", re.IGNORECASE)

_lock = threading.Lock()
_gathered: Counter[tuple[int, Usage]] = Counter()
_written_at = 0.0


def is_robot(user_agent: str) -> bool:
    """Whether a program says of itself that it works for no person; one without a name counts as such."""
    return not user_agent.strip() or bool(_ROBOTS.search(user_agent))


def count(dataset: PublicDataset, usage: Usage, *, user_agent: str) -> None:
    """Count one use, unless a robot made it."""
    global _written_at  # noqa: PLW0603  (one clock for the process)
    if is_robot(user_agent):
        return
    with _lock:
        _gathered[dataset.pk, usage] += 1
        due = time.monotonic() - _written_at >= SECONDS
        if due:
            _written_at = time.monotonic()
    if due:
        flush()


def flush() -> None:
    """Write down what was gathered; what cannot be written now is kept."""
    with _lock:
        taken = Counter(_gathered)
        _gathered.clear()
    try:
        for (dataset_id, usage), number in sorted(taken.items()):
            PublicDataset.objects.filter(pk=dataset_id).update(**{usage: F(usage) + number})
    except DatabaseError:
        logger.exception("uses of datasets could not be written down")
        with _lock:
            _gathered.update(taken)


def _flush_at_exit() -> None:
    if _gathered:
        flush()
        connection.close()


atexit.register(_flush_at_exit)

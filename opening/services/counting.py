"""Count how datasets are used, without making readers wait.

Counts are gathered in the process and written together a few seconds later, and once more when the process
stops: a page under load must not queue for one row. Only a process that is killed loses its last seconds.
"""

from __future__ import annotations

import logging
import re
import threading
from collections import Counter
from multiprocessing.util import Finalize

from django.db import Error, connection, transaction
from django.db.models import F

from ..choices import Usage
from ..models import PublicDataset

logger = logging.getLogger(__name__)

#: How long a use may wait before it is written down.
SECONDS = 5.0
#: Words by which programs say that they work for no person; a telephone calls itself Cubot.
_ROBOTS = re.compile(
    r"(?<!cu)bot\b|crawl|spider|slurp|archiver|monitor|preview|headless|scan|fetcher|externalhit|lighthouse",
    re.IGNORECASE,
)


class Tally:
    """What was counted in this process and is not written down yet."""

    def __init__(self) -> None:
        self.gathered: Counter[tuple[int, Usage]] = Counter()
        self._lock = threading.Lock()
        self._writing: Finalize | None = None

    def add(self, uses: Counter[tuple[int, Usage]]) -> None:
        """Remember uses, and see to it that they are written down soon."""
        with self._lock:
            self.gathered.update(uses)
            if self._writing is None or not self._writing.still_active():
                self._writing = self._write_soon()

    def take(self) -> Counter[tuple[int, Usage]]:
        """Everything remembered, which is forgotten here."""
        with self._lock:
            taken, self.gathered = self.gathered, Counter()
        return taken

    def _write_soon(self) -> Finalize:
        """Once: in a few seconds, or when the process stops; a server's child learns of it only so."""
        writing = Finalize(None, _write, exitpriority=10)
        later = threading.Timer(SECONDS, writing)
        later.daemon = True
        later.start()
        return writing


_tally = Tally()


def is_robot(user_agent: str) -> bool:
    """Whether a program says of itself that it works for no person; one without a name counts as such."""
    return not user_agent.strip() or bool(_ROBOTS.search(user_agent))


def count(dataset: PublicDataset, usage: Usage, *, user_agent: str) -> None:
    """Count one use, unless a robot made it."""
    if not is_robot(user_agent):
        _tally.add(Counter([(dataset.pk, usage)]))


def flush() -> None:
    """Write down what was gathered; what cannot be written now is kept for the next time."""
    taken = _tally.take()
    try:
        with transaction.atomic():
            for (dataset_id, usage), number in sorted(taken.items()):
                PublicDataset.objects.filter(pk=dataset_id).update(**{usage: F(usage) + number})
    except Error:
        logger.exception("uses of datasets could not be written down")
        _tally.add(taken)


def _write() -> None:
    """From a thread, or a process, that ends after it."""
    if _tally.gathered:
        flush()
        connection.close()

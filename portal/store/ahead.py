"""Work done ahead in another thread, with a bounded line between: reading, judging and copying overlap."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from typing import Any, Generic, TypeVar

Item = TypeVar("Item")
#: How soon a waiting thread notices that nobody wants more.
NOTICE_SECONDS = 0.2


class _Stopped(Exception):
    """The other side wants no more."""


class _Line(Generic[Item]):
    """Items, then nothing or the error that ended them."""

    def __init__(self, length: int) -> None:
        self._items: queue.Queue[Any] = queue.Queue(maxsize=length)
        self._stop = threading.Event()

    def stop(self) -> None:
        self._stop.set()

    def fill(self, produce: Callable[[], Iterable[Item]]) -> None:
        with suppress(_Stopped):
            try:
                for item in produce():
                    self._put((item, None))
                self._put((None, StopIteration()))
            except _Stopped:
                raise
            except BaseException as error:  # noqa: BLE001  (raised again in the thread that takes)
                self._put((None, error))

    def _put(self, item: Any) -> None:
        while not self._stop.is_set():
            with suppress(queue.Full):
                self._items.put(item, timeout=NOTICE_SECONDS)
                return
        raise _Stopped

    def take(self) -> Iterator[Item]:
        while True:
            item, end = self._items.get()
            if isinstance(end, StopIteration):
                return
            if end is not None:
                raise end
            yield item


@contextmanager
def ahead(produce: Callable[[], Iterable[Item]], *, length: int = 1) -> Iterator[Iterator[Item]]:
    """What ``produce`` yields, made in a second thread at most ``length`` items ahead.

    An error of the thread is raised where the items are taken; leaving the block ends the thread.
    """
    line: _Line[Item] = _Line(length)
    thread = threading.Thread(target=line.fill, args=(produce,), name="store-ahead", daemon=True)
    thread.start()
    try:
        yield line.take()
    finally:
        line.stop()
        thread.join()

"""A pytest plugin: which tests must share a process when a run is spread over several (pytest-xdist).

The demo city and its tables are costly and have one name on the server, so their tests form one group. It is
told by folder: xdist's own marker rewrites a test's name, which pytest has not read since 9.2.
"""

from __future__ import annotations

import pytest
from xdist.remote import Producer
from xdist.scheduler import LoadScopeScheduling

#: Folders whose tests run in one process, because they share what is made once a run.
TOGETHER = ("tests/city/", "tests/demo/")


class TogetherScheduling(LoadScopeScheduling):
    """Each test by itself to whichever process is free, the costly folders to one, first of all."""

    def _split_scope(self, nodeid: str) -> str:
        return TOGETHER[0] if nodeid.startswith(TOGETHER) else nodeid


@pytest.hookimpl(optionalhook=True)  # -p no:xdist
def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> TogetherScheduling:
    """Spread the run as above, whatever ``--dist`` says."""
    return TogetherScheduling(config, log)

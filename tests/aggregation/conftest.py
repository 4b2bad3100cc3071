"""What aggregation's tests begin with: a mounted entry, and files for it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from aggregation import services
from aggregation.models import Batch, MountedResource
from catalog.models import CatalogEntry
from portal.kernel import jobs
from portal.kernel.actor import Actor

from .samples import csv_file

Load = Callable[..., Batch]


@pytest.fixture
def mounted(published: CatalogEntry, officer: Actor) -> MountedResource:
    return services.mount_entry(published, actor=officer)


@pytest.fixture
def received(mounted: MountedResource, officer: Actor) -> Batch:
    return services.receive_file(mounted, csv_file(), actor=officer)


@pytest.fixture
def load(mounted: MountedResource, officer: Actor) -> Load:
    """Hand in rows and let a worker load them."""

    def load(rows: list[str] | None = None, **options: object) -> Batch:
        mode = options.pop("mode", "replace")
        batch = services.receive_file(mounted, csv_file(rows, **options), mode=mode, actor=officer)
        jobs.run_inline(batch.job)
        batch.refresh_from_db()
        return batch

    return load


@pytest.fixture
def failed(received: Batch, monkeypatch: pytest.MonkeyPatch) -> Batch:
    """A batch whose file turned out to be unreadable in the middle of the load."""
    from django.core.exceptions import ValidationError

    def break_off(*_args: object, **_options: object) -> None:
        raise ValidationError("第 2 行之后无法读取。")

    with monkeypatch.context() as patch:
        patch.setattr("portal.store.load.load", break_off)
        jobs.run_inline(received.job)
    received.refresh_from_db()
    return received

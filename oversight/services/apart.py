"""Look at all units at once, and where that fails at each alone: one unit does not stop the others."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import NamedTuple

from django.db import OperationalError, transaction
from django.db.models import QuerySet

from portal.kernel import jobs
from portal.members.models import Organization

logger = logging.getLogger(__name__)
Units = QuerySet[Organization]
Act = Callable[[Units], int]


class Outcome(NamedTuple):
    """What was done in all, and the units in which it could not be done."""

    done: int
    missed: list[Organization]


def unit_by_unit(act: Act, units: Units) -> Outcome:
    """Act on all units in one go; where that fails, on each in its own savepoint."""
    done = _tried(act, units)
    if done is not None:
        return Outcome(done, [])
    alone = [(unit, _tried(act, units.model.objects.filter(pk=unit.pk))) for unit in units.order_by("pk")]
    return Outcome(sum(n or 0 for _unit, n in alone), [unit for unit, n in alone if n is None])


def _tried(act: Act, units: Units) -> int | None:
    """``None`` where it failed and left nothing behind; a lost database or lease still ends the job."""
    try:
        with transaction.atomic():
            return act(units)
    except (OperationalError, jobs.LeaseLost):
        raise
    except Exception:
        logger.exception("a check could not be carried out")
        return None

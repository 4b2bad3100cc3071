"""What dashboards show: the registered indicators of a unit or of the city, with their course."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from portal.kernel import clock
from portal.kernel.actor import Actor
from portal.kernel.errors import Message, NotPermitted
from portal.members.models import Organization
from portal.web import contributions, formats
from portal.web.contributions import Indicator

from .. import policies

#: Six figures at most, as the design asks; six month-ends before today.
MOST = 6
MONTHS = 6


@dataclass(frozen=True, kw_only=True)
class ShownIndicator:
    """An indicator as a dashboard shows it: value, course, what changed, the city's value, the evidence."""

    name: str
    label: Message
    kind: str
    unit: Message
    better: str
    days: Sequence[date]
    values: Sequence[float | None]
    city: float | None
    url: str

    @property
    def value(self) -> float | None:
        """Today's value."""
        return self.values[-1]

    @property
    def change(self) -> float | None:
        """How much it changed since the end of last month."""
        before = self.values[-2] if len(self.values) > 1 else None
        return None if before is None or self.value is None else self.value - before

    @property
    def shown(self) -> str:
        """Today's value in words."""
        return in_words(self.kind, self.value)

    @property
    def shown_city(self) -> str:
        """The city's value in words; empty where there is none to compare with."""
        return "" if self.city is None else in_words(self.kind, self.city)

    @property
    def shown_change(self) -> str:
        """The change in words: percentages change by points."""
        if self.change is None:
            return ""
        step = round(self.change * 100, 1) if self.kind == "percent" else round(self.change, 1)
        if not step:
            return _("unchanged since the end of last month")
        size = formats.grouped(int(abs(step)) if step % 1 == 0 else abs(step))
        words = (
            _("%(change)s points since the end of last month")
            if self.kind == "percent"
            else _("%(change)s since the end of last month")
        )
        return words % {"change": f"{'+' if step > 0 else '−'}{size}"}

    @property
    def tone(self) -> str:
        """Whether the change is for the better: ``good``, ``stop`` or ``quiet``."""
        if not self.change or abs(self.change) < 0.0005:
            return "quiet"
        return "good" if (self.change > 0) == (self.better == "up") else "stop"

    @property
    def top(self) -> float | None:
        """The full height of the course's columns: 100% for a percentage."""
        return 1.0 if self.kind == "percent" else None

    @property
    def course(self) -> list[str]:
        """Every value in words."""
        return [in_words(self.kind, value) for value in self.values]


def in_words(kind: str, value: float | None) -> str:
    """A value as a page shows it."""
    if value is None:
        return formats.NOTHING
    if kind == "percent":
        return formats.percent(value)
    return formats.grouped(int(value) if value % 1 == 0 else round(value, 1))


def month_ends(today: date, months: int = MONTHS) -> list[date]:
    """The last days of the months before, oldest first, then today."""
    days, day = [today], today
    for _month in range(months):
        day = day.replace(day=1) - timedelta(days=1)
        days.insert(0, day)
    return days


def indicators_of(scope: Organization | None, most: int = MOST) -> list[ShownIndicator]:
    """The first indicators that apply to a unit, or (``None``) to the city: two calls for each."""
    days, shown = month_ends(clock.today()), []
    for indicator in contributions.registry.indicators:
        values = indicator.values(scope, days)
        if values[-1] is None:
            continue
        city = indicator.values(None, days[-1:])[-1] if scope else None
        shown.append(_shown(indicator, scope, days, values, city))
        if len(shown) == most:
            break
    return shown


def indicator_called(name: str) -> Indicator | None:
    """The registered indicator of this name, the first one where there is none."""
    registered = contributions.registry.indicators
    return next((i for i in registered if i.name == name), registered[0] if registered else None)


def compared(indicator: Indicator, units: Sequence[Organization]) -> dict[int, ShownIndicator]:
    """One indicator for each unit of a page, by the unit's key: one call a unit."""
    days = month_ends(clock.today(), 1)
    return {u.pk: _shown(indicator, u, days, indicator.values(u, days), None) for u in units}


def units_with_dashboard(actor: Actor) -> QuerySet[Organization]:
    """The units whose dashboard the actor may read."""
    found: QuerySet[Organization] = Organization.objects.filter(policies.dashboards_of(actor))
    return found


def require_dashboard(unit: Organization, actor: Actor) -> Organization:
    """The unit, if the actor may read its dashboard; a 403 with a sentence if not."""
    if not units_with_dashboard(actor).filter(pk=unit.pk).exists():
        message = _(
            "The dashboard of %(unit)s is for its own chief data officer and data officer, "
            "for the data authority responsible for it, and for inspectors."
        )
        raise NotPermitted("duties.read_dashboard", message % {"unit": unit})
    return unit


def require_city(actor: Actor) -> None:
    """A 403 with a sentence unless the actor may read the figures of the whole city."""
    if not policies.reads_city(actor):
        message = _("The city's dashboard is for the city's data authority and for inspectors.")
        raise NotPermitted("duties.read_all_dashboards", message)


def _shown(
    indicator: Indicator,
    scope: Organization | None,
    days: Sequence[date],
    values: Sequence[float | None],
    city: float | None,
) -> ShownIndicator:
    return ShownIndicator(
        name=indicator.name,
        label=indicator.label,
        kind=indicator.kind,
        unit=indicator.unit,
        better=indicator.better,
        days=days,
        values=values,
        city=city,
        url=indicator.url(scope),
    )

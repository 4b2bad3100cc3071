"""The registry through which downstream apps add to upstream pages and to the frame.

Each app's ``contributions.py`` calls ``register`` when the portal starts. Pages draw what is registered and
know no names, so a chapter can be added without touching the others.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Model, TextChoices
from django.utils.translation import gettext_lazy as _

from portal.kernel.actor import Actor
from portal.kernel.errors import Message
from portal.kernel.memory import asked_once
from portal.kernel.workflow import Workflow


class Section(TextChoices):
    """The chapters of the measure, in its order: the navigation."""

    GENERAL = "general", _("General provisions")
    CATALOG = "catalog", _("Data catalog")
    AGGREGATION = "aggregation", _("Aggregation")
    SHARING = "sharing", _("Data sharing")
    OPENING = "opening", _("Data opening")
    AUTHORIZATION = "authorization", _("Authorization and use")
    SECURITY = "security", _("Data security")
    OVERSIGHT = "oversight", _("Safeguards and oversight")


def everybody(actor: Actor) -> bool:
    """The visibility of an entry that everybody sees."""
    return True


@dataclass(frozen=True)
class MenuEntry:
    """One line of the navigation; ``badge`` counts what waits for the actor there."""

    section: Section
    label: Message
    url_name: str
    order: int = 100
    visible: Callable[[Actor], bool] = everybody
    badge: Callable[[Actor], int] | None = None
    public: bool = False


@dataclass(frozen=True)
class Panel:
    """A piece of another chapter's page; ``context`` gives ``None`` when there is nothing to show."""

    slot: str
    template: str
    context: Callable[[Actor, Any], dict[str, Any] | None]
    order: int = 100


@dataclass(frozen=True)
class Offer:
    """What a panel's reader may do next: a button beside the record's next step, at the top of its page."""

    label: Message
    url: str
    icon: str = ""


@dataclass(frozen=True)
class InboxItem:
    """Something that waits for the actor."""

    title: str
    url: str
    due_on: date | None = None
    who: str = ""
    state: str = ""
    tone: str = "quiet"


def nothing(actor: Actor) -> Iterable[InboxItem]:
    """The items of a source that never keeps anybody waiting."""
    return ()


@dataclass(frozen=True)
class InboxSource:
    """A kind of thing that may wait for the actor; ``pending`` is what the actor waits for from others."""

    label: Message
    items: Callable[[Actor], Iterable[InboxItem]]
    order: int = 100
    pending: Callable[[Actor], Iterable[InboxItem]] = nothing


@dataclass(frozen=True)
class Hit:
    """One finding of the search."""

    title: str
    url: str
    summary: str = ""
    facts: Sequence[str] = ()


@dataclass(frozen=True)
class SearchSource:
    """A kind of thing that can be found; called as ``search(actor, words, limit)``."""

    name: str
    label: Message
    search: Callable[[Actor, str, int], Iterable[Hit]]
    order: int = 100


@dataclass(frozen=True)
class Reading:
    """A figure's value with its unit, what changed, and the last values for a sparkline."""

    value: str | float
    unit: Message = ""
    change: Message = ""
    series: Sequence[float] = ()


@dataclass(frozen=True)
class Figure:
    """One of the few figures of a dashboard, a link to its evidence."""

    label: Message
    value: Callable[[Actor], Reading | str | float]
    url_name: str = ""
    audience: str = "public"
    order: int = 100
    visible: Callable[[Actor], bool] = everybody


@dataclass(frozen=True)
class Indicator:
    """A figure of a unit's and of the city's dashboard, computed for any past day from the records.

    ``values(scope, days)`` gives one value for each day; the scope is a unit, or ``None`` for the whole
    city. A value is ``None`` where the figure does not apply. ``kind`` is ``number`` or ``percent`` (a ratio
    between 0 and 1); ``better`` is ``up`` or ``down``; ``url(scope)`` leads to the evidence. ``parts`` gives
    the numerator and the denominator behind each percentage: what an assessment freezes as evidence.
    """

    name: str
    label: Message
    values: Callable[[Any, Sequence[date]], Sequence[float | None]]
    url: Callable[[Any], str]
    kind: str = "number"
    unit: Message = ""
    better: str = "up"
    order: int = 100
    parts: Callable[[Any, Sequence[date]], Sequence[tuple[int, int]]] | None = None


def ratios(shares: Iterable[tuple[int, int]]) -> list[float | None]:
    """The values of a percentage from its numerators and denominators; ``None`` where nothing counts."""
    return [part / whole if whole else None for part, whole in shares]


@dataclass(frozen=True)
class OverdueSource:
    """What of one kind is past its deadline, for a unit or (``None``) the whole city."""

    label: Message
    items: Callable[[Any], Iterable[InboxItem]]
    order: int = 100


@dataclass(frozen=True)
class ProvisionLink:
    """A screen where a provision of the measure lives, and its live figure that anybody may read."""

    provision: str
    label: Message
    url_name: str
    value: Callable[[], Reading | str | float] | None = None
    public: bool = False


@dataclass(frozen=True)
class FrameLinks:
    """URL names of the frame's own links, given by apps above this one."""

    home: str = ""
    desk: str = ""
    search: str = ""
    inbox: str = ""
    sign_in: str = ""
    sign_out: str = ""
    account: str = ""
    privacy: str = ""
    about: str = ""
    programs: str = ""


@dataclass(frozen=True)
class ActionName:
    """What an audit action is called in the timeline."""

    action: str
    label: Message


@dataclass(frozen=True)
class Lifecycle:
    """A workflow whose moves' labels name its audit actions in the timeline."""

    workflow: Workflow[Any]


@dataclass(frozen=True)
class ShownMenuEntry:
    """A menu entry as one actor sees it."""

    label: Message
    url: str
    count: int
    current: bool


@dataclass
class Registry:
    """Everything that the apps have contributed, in a stable order."""

    menu: list[MenuEntry] = field(default_factory=list)
    panels: list[Panel] = field(default_factory=list)
    inbox: list[InboxSource] = field(default_factory=list)
    search: list[SearchSource] = field(default_factory=list)
    figures: list[Figure] = field(default_factory=list)
    indicators: list[Indicator] = field(default_factory=list)
    overdue: list[OverdueSource] = field(default_factory=list)
    provisions: list[ProvisionLink] = field(default_factory=list)
    actions: dict[str, Message] = field(default_factory=dict)
    links: FrameLinks = FrameLinks()


Contribution = (
    MenuEntry
    | Panel
    | InboxSource
    | SearchSource
    | Figure
    | Indicator
    | OverdueSource
    | ProvisionLink
    | FrameLinks
    | ActionName
    | Lifecycle
)

registry = Registry()


def register(*contributions: Contribution) -> None:
    """Add to the registry; the same contribution twice counts once."""
    homes: dict[type[Any], list[Any]] = {
        MenuEntry: registry.menu,
        Panel: registry.panels,
        InboxSource: registry.inbox,
        SearchSource: registry.search,
        Figure: registry.figures,
        Indicator: registry.indicators,
        OverdueSource: registry.overdue,
        ProvisionLink: registry.provisions,
    }
    for contribution in contributions:
        home = homes.get(type(contribution))
        if home is None:
            _register_single(contribution)
        elif contribution not in home:
            home.append(contribution)
            home.sort(key=lambda item: getattr(item, "order", 100))


def _register_single(contribution: Contribution) -> None:
    if isinstance(contribution, FrameLinks):
        given = {name: value for name, value in vars(contribution).items() if value}
        registry.links = FrameLinks(**(vars(registry.links) | given))
    elif isinstance(contribution, ActionName):
        registry.actions[contribution.action] = contribution.label
    elif isinstance(contribution, Lifecycle):
        workflow = contribution.workflow
        for name, step in workflow.transitions.items():
            registry.actions[workflow.event_name(name)] = step.label
    else:
        raise TypeError(f"{contribution!r} is not a contribution")


def panels(slot: str) -> list[Panel]:
    """The panels of one slot, in order."""
    return [panel for panel in registry.panels if panel.slot == slot]


def offers(drawn: Iterable[tuple[str, dict[str, Any]]]) -> list[Offer]:
    """What drawn panels offer to do: the ``offers`` of their contexts."""
    return [offer for _template, context in drawn for offer in context.get("offers", ())]


def draw_panels(slot: str, actor: Actor, record: Model | None) -> list[tuple[str, dict[str, Any]]]:
    """Template and context of each panel of ``slot`` that has something to show to ``actor``."""
    drawn = ((panel.template, panel.context(actor, record)) for panel in panels(slot))
    return [(template, context) for template, context in drawn if context is not None]


@asked_once
def inbox(actor: Actor) -> list[tuple[Message, list[InboxItem]]]:
    """What waits for ``actor``, by kind; kinds without anything are left out. The most urgent first."""
    return _by_kind((source.label, source.items(actor)) for source in registry.inbox)


def pending(actor: Actor) -> list[tuple[Message, list[InboxItem]]]:
    """What ``actor`` waits for from others, by kind."""
    return _by_kind((source.label, source.pending(actor)) for source in registry.inbox)


def overdue(scope: Any) -> list[tuple[Message, list[InboxItem]]]:
    """What is past its deadline in a unit, or in the whole city, by kind."""
    return _by_kind((source.label, source.items(scope)) for source in registry.overdue)


def _by_kind(
    kinds: Iterable[tuple[Message, Iterable[InboxItem]]],
) -> list[tuple[Message, list[InboxItem]]]:
    listed = ((label, sorted(items, key=_urgency)) for label, items in kinds)
    return [(label, items) for label, items in listed if items]


def _urgency(item: InboxItem) -> tuple[bool, date]:
    return item.due_on is None, item.due_on or date.max


def search(actor: Actor, words: str, limit: int = 20) -> list[tuple[SearchSource, list[Hit]]]:
    """What ``actor`` finds by ``words``, by kind; kinds without a hit are left out."""
    found = ((source, list(source.search(actor, words, limit))) for source in registry.search)
    return [(source, hits) for source, hits in found if hits]


def figures(actor: Actor, audience: str = "public") -> list[tuple[Figure, Reading]]:
    """At most six figures for one audience, each with its reading."""
    shown = [f for f in registry.figures if f.audience == audience and f.visible(actor)][:6]
    return [(figure, reading_of(figure.value(actor))) for figure in shown]


def reading_of(value: Reading | str | float) -> Reading:
    """A figure's value, with its unit where it has one."""
    return value if isinstance(value, Reading) else Reading(value)

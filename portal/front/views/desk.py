"""The desk where staff begin, and the inbox with what waits for them and what they wait for."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from portal.kernel import clock
from portal.kernel.errors import Message
from portal.web import contributions, exports, frame
from portal.web.contributions import InboxItem, Section
from portal.web.doors import Button, PageView, StaffMixin

from .. import policies, selectors

Kinds = list[tuple[Message, list[InboxItem]]]


class DeskView(StaffMixin, PageView):
    """Where a member of staff starts: what waits, the unit's figures, the way to the dashboard."""

    template_name = "front/desk.html"
    section = Section.GENERAL
    audience = _("You")

    def get_title(self) -> str:
        """A greeting by name."""
        return _("Hello, %(name)s") % {"name": self.actor.user.get_full_name()}

    def get_primary(self) -> Button | None:
        """The dashboard, for those who have one."""
        may = policies.has_dashboard(self.actor)
        return Button(_("Dashboard"), "front:dashboard-own", icon="chart") if may else None

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """What waits, what is late of it, and the unit's first three figures."""
        groups, unit = contributions.inbox(self.actor), self.actor.user.organization
        frame.recount_unless(self.actor, count(groups))
        return super().get_context_data(
            groups=groups,
            waiting=count(groups),
            late=count(late_only(groups)),
            indicators=selectors.indicators_of(unit, 3) if policies.has_dashboard(self.actor) else [],
            unit=unit,
            **kwargs,
        )


class InboxView(StaffMixin, PageView):
    """What waits for the reader and what the reader waits for, by kind, with deadlines."""

    template_name = "front/inbox.html"
    section = Section.GENERAL
    title = _("Inbox")
    audience = _("You")

    def get(self, http_request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """The page, or both halves as a file."""
        if http_request.GET.get("format") == "csv":
            return exports.csv_response(str(self.title), self._export_rows())
        frame.recount_unless(self.actor, count(self.halves["waiting"]))
        return super().get(http_request, *args, **kwargs)

    @cached_property
    def halves(self) -> dict[str, Kinds]:
        """Everything, before it is narrowed."""
        return {"waiting": contributions.inbox(self.actor), "pending": contributions.pending(self.actor)}

    @cached_property
    def narrowed(self) -> dict[str, Kinds]:
        """What the reader asked for: one kind, or only what is late."""
        kind, late = self.http_request.GET.get("kind", ""), self.http_request.GET.get("late") == "1"
        halves = {
            half: [(label, items) for label, items in kinds if not kind or str(label) == kind]
            for half, kinds in self.halves.items()
        }
        return {half: late_only(kinds) for half, kinds in halves.items()} if late else halves

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Both halves with their counts, and the kinds to choose from."""
        labels = (str(label) for kinds in self.halves.values() for label, _items in kinds)
        return super().get_context_data(
            groups=self.narrowed["waiting"],
            pending=self.narrowed["pending"],
            counts={half: count(kinds) for half, kinds in self.narrowed.items()},
            total=sum(map(count, self.halves.values())),
            late=sum(count(late_only(kinds)) for kinds in self.halves.values()),
            kinds=list(dict.fromkeys(labels)),
            chosen=self.http_request.GET.get("kind", ""),
            only_late=self.http_request.GET.get("late") == "1",
            **kwargs,
        )

    def _export_rows(self) -> Iterator[list[Any]]:
        yield [str(w) for w in (_("Waits for"), _("Kind"), _("Title"), _("Unit"), _("State"), _("Due on"))]
        for half, words in (("waiting", _("me")), ("pending", _("others"))):
            for label, items in self.narrowed[half]:
                for item in items:
                    yield [str(words), str(label), item.title, item.who, item.state, item.due_on]


def count(kinds: Kinds) -> int:
    """How many things there are of all kinds."""
    return sum(len(items) for _label, items in kinds)


def late_only(kinds: Kinds) -> Kinds:
    """What is past its deadline."""
    today = clock.today()
    late = ((label, [i for i in items if i.due_on and i.due_on < today]) for label, items in kinds)
    return [(label, items) for label, items in late if items]

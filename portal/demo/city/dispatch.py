"""A year of data needs and supervision orders, walked through the services by the people who do it."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from catalog.models import CatalogEntry
from portal.dispatch import services
from portal.dispatch.models import Dispatch
from portal.kernel import clock

from ..content.organizations import CITY_AUTHORITY
from ..content.stories import stories
from .moments import moment
from .people import actor_of, unit_of
from .reporting import Terminal

STORIES: list[dict[str, Any]] = stories("dispatch")["dispatch"]
STATED = ("title", "content", "purpose", "legal_basis", "wished_by")
#: The hour of the day of each step, so that one day's steps follow each other.
HOURS = {"state": 9, "assign": 10, "refuse": 10, "accept": 11, "decline": 11, "hasten": 14, "deliver": 15}
HOURS |= {"return": 16, "close": 16}


def build_dispatch(terminal: Terminal) -> None:
    """Walk every story that is not there yet, each as a whole."""
    known = set(Dispatch.objects.values_list("title", flat=True))
    for story in STORIES:
        if story["title"] not in known:
            with transaction.atomic():
                _walk(story)
    terminal.say(f"{len(STORIES)} data needs and supervision orders")


def _walk(story: dict[str, Any]) -> None:
    order = story.get("kind") == "order"
    stater = f"{story['unit']}-reviewer" if order else f"{story['unit']}-officer"
    state = services.order_supervision if order else services.state_need
    fields = {name: story[name] for name in STATED if name in story}
    with clock.set_to(moment(story["stated_on"], HOURS["state"], 20)):
        dispatch = state(actor=actor_of(stater), **fields)
    responder = ""
    for step in story["steps"]:
        responder = step.get("responder", responder)
        who = step.get("by") or _who(step["step"], stater, responder)
        with clock.set_to(moment(step["on"], HOURS[step["step"]], 20)):
            dispatch = _make(dispatch, step, who)


def _make(dispatch: Dispatch, step: dict[str, Any], who: str) -> Dispatch:
    name, text = step["step"], step.get("text", "")
    move = getattr(services, f"{name}_dispatch")
    fields: dict[str, Any] = {"opinion": text}
    if name == "assign":
        fields = {"responder": unit_of(step["responder"]), "opinion": step.get("opinion", "")}
        fields |= {"due_on": step.get("due_on")}
    elif name == "hasten":
        fields = {"note": text}
    elif name == "deliver":
        fields = {"delivery": text, **_subject(step.get("entry", ""))}
    made: Dispatch = move(dispatch, actor=actor_of(who), **fields)
    return made


def _subject(name: str) -> dict[str, Any]:
    """The published entry of that name; a city without data may lack it."""
    entry = CatalogEntry.objects.in_force().filter(name=name).first()
    return {"subject_type": "catalog.catalogentry", "subject_id": entry.public_id} if entry else {}


def _who(step: str, stater: str, responder: str) -> str:
    if step in {"assign", "refuse"}:
        return f"{CITY_AUTHORITY}-reviewer"
    if step == "decline":
        return f"{responder}-cdo"
    return f"{responder}-officer" if step in {"accept", "deliver"} else stater

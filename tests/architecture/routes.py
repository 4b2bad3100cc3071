"""Every address of the portal and the door behind it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from django.urls import URLPattern, URLResolver, get_resolver

from .sources import PACKAGES


class Route(NamedTuple):
    """One address: its full name, the class or function that answers, its arguments, a program's verbs."""

    name: str
    door: Any
    arguments: tuple[str, ...] = ()
    verbs: tuple[str, ...] = ("get",)

    def __str__(self) -> str:
        return self.name or repr(self.door)


def _walk(patterns: list[Any], namespaces: tuple[str, ...], outer: tuple[str, ...] = ()) -> Iterator[Route]:
    for pattern in patterns:
        arguments = (*outer, *pattern.pattern.regex.groupindex)
        if isinstance(pattern, URLResolver):
            inner = (*namespaces, pattern.namespace) if pattern.namespace else namespaces
            yield from _walk(pattern.url_patterns, inner, arguments)
        elif isinstance(pattern, URLPattern):
            callback = pattern.callback
            door = getattr(callback, "view_class", None) or getattr(callback, "cls", callback)
            verbs = tuple(verb for verb in getattr(callback, "actions", None) or ["get"] if verb != "head")
            yield Route(":".join((*namespaces, pattern.name or "")), door, arguments, verbs)


def routes() -> list[Route]:
    """The addresses that the project's own code answers, not its libraries'."""
    found = _walk(get_resolver().url_patterns, ())
    own = {r for r in found if r.door.__module__.partition(".")[0] in PACKAGES}
    return sorted(own, key=str)


def pages() -> set[type]:
    """The classes behind the pages."""
    return {r.door for r in routes() if isinstance(r.door, type)} - viewsets()


def viewsets() -> set[type]:
    """The classes behind the REST interface."""
    return {r.door for r in routes() if hasattr(r.door, "get_extra_actions")}

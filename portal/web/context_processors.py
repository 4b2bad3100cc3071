"""Context that every template has: the frame."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from portal.kernel.actor import Actor

from . import frame as frames
from .contributions import registry
from .doors.actors import actor_of
from .middleware import LAST_MOVE


def frame(http_request: HttpRequest) -> dict[str, Any]:
    """Name of the site, navigation, languages, display preferences, footer."""
    return {"frame": SimpleLazyObject(lambda: _frame(http_request))}


def _frame(http_request: HttpRequest) -> dict[str, Any]:
    actor = actor_of(http_request) if hasattr(http_request, "user") else Actor.visitor()
    links = {name: frames.url_or_nothing(value) for name, value in vars(registry.links).items()}
    return {
        "site_name": site_name(),
        "actor": actor,
        "links": links,
        "menu": SimpleLazyObject(lambda: frames.menu(actor, http_request.path, _last_move(http_request))),
        "public_menu": SimpleLazyObject(lambda: frames.public_menu(actor, http_request.path)),
        "languages": [
            (code, _own_name(code)) for code, _name in settings.LANGUAGES if code != get_language()
        ],
        "language": get_language(),
        "demo": settings.DEMO,
        "site": settings.SITE,
        "large_type": http_request.COOKIES.get("large_type") == "1",
        "compact": http_request.COOKIES.get("density") == "compact",
    }


def _last_move(http_request: HttpRequest) -> str:
    """Which request of the person changed something last, as ``LastMoveMiddleware`` noted it."""
    return http_request.session.get(LAST_MOVE, "") if hasattr(http_request, "session") else ""


def site_name() -> str:
    """What the installation calls itself."""
    return settings.SITE.get("name") or _("Guiyang–Gui'an public data portal")


def _own_name(code: str) -> str:
    """A language is offered in that language."""
    return {"zh-hans": "中文", "en": "English"}.get(code, code)

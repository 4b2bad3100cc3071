"""Who stands at the door: staff, anybody, and the actor that services are told."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.contrib.auth.models import AnonymousUser
from django.contrib.auth.views import redirect_to_login
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponseBase
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic import View

from portal.kernel.actor import Actor
from portal.kernel.errors import NotPermitted
from portal.web import kept
from portal.web.refusals import request_id_of


def actor_of(http_request: HttpRequest, via: str = "web") -> Actor:
    """The signed-in person, or a visitor, with the request's number for the audit trail."""
    user, number = http_request.user, request_id_of(http_request)
    if isinstance(user, AnonymousUser):
        return Actor.visitor(via=via, request_id=number)
    return Actor(user=user, via=via, request_id=number)


def in_sight(model: type[Model], actor: Actor, related: Sequence[str] = ()) -> QuerySet[Any]:
    """The records that the actor may see, by the model's own ``visible_to``, with the ``related`` ones."""
    manager: Any = model._default_manager
    found: QuerySet[Any] = manager.visible_to(actor)
    return found.select_related(*related) if related else found


def works_here(actor: Actor) -> bool:
    """Whether the actor is somebody's staff rather than a visitor or a citizen's account."""
    return getattr(actor.user, "organization_id", None) is not None


def sign_in_first(http_request: HttpRequest) -> HttpResponseBase:
    """The sign-in page, and back to this one; what was being sent when the session had ended is kept."""
    if http_request.method == "POST" and kept.keep(http_request):
        messages.info(http_request, _("Your session has ended. Sign in: what you typed is kept."))
    return redirect_to_login(http_request.get_full_path())


class ActorMixin(View):
    """Gives a view ``self.http_request`` and ``self.actor``."""

    http_request: HttpRequest

    def setup(self, http_request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Called by Django before the view answers."""
        super().setup(http_request, *args, **kwargs)
        self.http_request = http_request

    @cached_property
    def actor(self) -> Actor:
        """Whoever asks."""
        return actor_of(self.http_request)

    def allowed(self) -> bool:
        """Whether the actor may see this page at all; an own answer asks a policy. False is a 403."""
        return True

    def check_allowed(self) -> None:
        """Refuse with 403 where ``allowed`` says no."""
        if not self.allowed():
            raise NotPermitted("", _("This page is not for your account."))


class StaffMixin(ActorMixin):
    """A page of the staff: sign-in needed, and an organization to act for."""

    layout = "staff.html"

    def dispatch(self, http_request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Send visitors to the sign-in page; refuse accounts without an organization."""
        if not self.actor.is_person:
            return sign_in_first(http_request)
        if not works_here(self.actor):
            raise NotPermitted("", _("This page is for the staff of units; your account belongs to no unit."))
        self.check_allowed()
        return super().dispatch(http_request, *args, **kwargs)


class PublicMixin(ActorMixin):
    """A page for everybody."""

    layout = "public.html"

    def dispatch(self, http_request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Answer anybody whom ``allowed`` does not refuse."""
        self.check_allowed()
        return super().dispatch(http_request, *args, **kwargs)


class AnybodyMixin(PublicMixin):
    """A page for everybody, in the frame of whoever reads it: staff keep their navigation."""

    def get_layout(self) -> str:
        """The staff's frame for the staff."""
        return "staff.html" if works_here(self.actor) else "public.html"

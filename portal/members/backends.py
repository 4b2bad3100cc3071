"""How rights are found: a role gives them everywhere while its term runs; policies say where they reach.

Named exceptions (this person may use that record) come from guardian; nothing else imports it.
"""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import Any

from allauth.account.auth_backends import AuthenticationBackend
from django.contrib.auth.models import Permission
from django.db import connection
from guardian.backends import ObjectPermissionBackend

from portal.kernel import clock

from .models import User
from .selectors import standing_roles


class RoleBackend(AuthenticationBackend):
    """Signs people in (by allauth) and answers for the rights of their roles."""

    def get_user(self, user_id: Any) -> User | None:
        """The person behind a session, with the unit that every page of the staff asks for."""
        user = User.objects.select_related("organization").filter(pk=user_id).first()
        return user if user and self.user_can_authenticate(user) else None

    def has_perm(self, user_obj: Any, perm: str, obj: Any = None) -> bool:
        """Whether one of the person's roles holds the right; the record plays no part here.

        Rights given to a person directly do not count: nobody would see them beside the roles.
        """
        return bool(user_obj.is_active) and perm in self.get_group_permissions(user_obj)

    def get_group_permissions(self, user_obj: Any, obj: Any = None) -> set[str]:
        """What the roles give, without those whose term of office is over; asked once for each request."""
        if obj is not None or not user_obj.is_active or user_obj.is_anonymous:
            return set()
        if not hasattr(user_obj, "_rights_of_roles"):
            with connection.cursor() as cursor:
                cursor.execute(*_question(user_obj.pk, clock.today()))
                user_obj._rights_of_roles = {f"{app}.{codename}" for app, codename in cursor.fetchall()}
        rights: set[str] = user_obj._rights_of_roles
        return rights


@lru_cache(maxsize=1024)
def _question(person_pk: int, day: date) -> tuple[str, Any]:
    """The statement for a person's rights on a day: writing it takes Django longer than asking."""
    held = Permission.objects.filter(group__in=standing_roles(User(pk=person_pk), day))
    rights = held.values_list("content_type__app_label", "codename")
    return rights.order_by().query.sql_with_params()


class ExceptionBackend(ObjectPermissionBackend):
    """Named exceptions, asked for only where a model says that it has any (``named_exceptions = True``)."""

    def has_perm(self, user_obj: Any, perm: str, obj: Any = None) -> bool:
        """Whether the person was given the right for this one record."""
        if not getattr(obj, "named_exceptions", False):
            return False
        return super().has_perm(user_obj, perm, obj)

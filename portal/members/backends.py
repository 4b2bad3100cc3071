"""How rights are found: a role gives them everywhere while its term runs; policies say where they reach.

Named exceptions (this person may use that record) come from guardian; nothing else imports it.
"""

from __future__ import annotations

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend
from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.models import Permission
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
        return bool(user_obj.is_active) and perm in ModelBackend.get_group_permissions(self, user_obj)

    def _get_group_permissions(self, user_obj: Any) -> Any:
        """What the roles give, without those whose term of office is over."""
        return Permission.objects.filter(group__in=standing_roles(user_obj, clock.today()))


class ExceptionBackend(ObjectPermissionBackend):
    """Named exceptions, asked for only where a model says that it has any (``named_exceptions = True``)."""

    def has_perm(self, user_obj: Any, perm: str, obj: Any = None) -> bool:
        """Whether the person was given the right for this one record."""
        if not getattr(obj, "named_exceptions", False):
            return False
        return super().has_perm(user_obj, perm, obj)

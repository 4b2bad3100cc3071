"""What a service may refuse to do. One handler for pages and one for programs map it to an HTTP status.

Django's ``ValidationError`` is the fifth member of the family: 422.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

#: A sentence, translated now or when it is shown.
Message: TypeAlias = "str | StrPromise"


class DomainError(Exception):
    """Base of every refusal; its message is a sentence for the person who is refused."""

    status = 400
    #: What its page is called and what to do instead, where there is more to say than the status says.
    title: Message = ""
    instead: Message = ""

    def __init__(self, message: Message) -> None:
        super().__init__(message)
        self.message = message

    def __str__(self) -> str:
        return str(self.message)


class NotPermitted(DomainError):
    """The actor lacks the right, or has it elsewhere."""

    status = 403

    def __init__(self, permission: str, message: Message = "") -> None:
        super().__init__(message or _("Your account does not have the right to do this here."))
        self.permission = permission


class Conflict(DomainError):
    """Somebody else was first, or the thing is busy."""

    status = 409


class IllegalTransition(Conflict):
    """The right exists, but not from the record's present state."""

"""Who is acting, through which door. Built once per HTTP request, command or job."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.db.models import Model

    from portal.members.models import User


@dataclass(frozen=True, slots=True)
class Actor:
    """A person, a named job with an explicit list of rights, or a visitor who may only read."""

    user: User | None = None
    via: str = "web"
    request_id: str = ""
    job: str = ""
    job_permissions: frozenset[str] = field(default_factory=frozenset)

    @classmethod
    def system(cls, job: str, *permissions: str) -> Actor:
        """A background job: it may do what is listed here and nothing else."""
        return cls(via="job", job=job, job_permissions=frozenset(permissions))

    @classmethod
    def visitor(cls, via: str = "web", request_id: str = "") -> Actor:
        """Somebody who has not signed in: may read what is public, and never writes."""
        return cls(via=via, request_id=request_id)

    @property
    def is_person(self) -> bool:
        """True for somebody who has signed in."""
        return self.user is not None

    @property
    def is_visitor(self) -> bool:
        """True when neither a person nor a job stands behind the action."""
        return self.user is None and not self.job

    def can(self, permission: str, record: Model | None = None) -> bool:
        """Whether the actor holds the right ``app.codename``, for ``record`` if one is given."""
        if self.user is None:
            return permission in self.job_permissions
        return self.user.has_perm(permission, record)

    def __str__(self) -> str:
        if self.user is not None:
            return str(self.user)
        return f"job:{self.job}" if self.job else "visitor"

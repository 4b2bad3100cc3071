"""Constraints written the way a provision is; their message is the form's and the API's error."""

from __future__ import annotations

from typing import Any

from django.db.models import CheckConstraint, Choices, Q
from django.utils.translation import gettext_lazy as _

from .errors import Message


def state_is_known(choices: type[Choices], field: str = "state") -> CheckConstraint:
    """The column holds one of the declared values (``choices=`` alone says nothing to PostgreSQL)."""
    return CheckConstraint(
        name=f"%(app_label)s_%(class)s_{field}_known",
        condition=Q(**{f"{field}__in": choices.values}),
        violation_error_message=_("This value is not one of the possible ones."),
    )


def implies(name: str, premise: Q, conclusion: Q, message: Message) -> CheckConstraint:
    """``premise → conclusion``; ``message`` is the sentence for whoever breaks it."""
    return CheckConstraint(name=name, condition=~premise | conclusion, violation_error_message=message)


def constraint_message(model: type[Any], name: str) -> Message | None:
    """The sentence of the constraint called ``name`` in the database, if ``model`` declares it."""
    for constraint in model._meta.total_unique_constraints + model._meta.constraints:
        if constraint.name == name:
            return constraint.get_violation_error_message()
    return None

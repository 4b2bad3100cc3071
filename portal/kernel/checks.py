"""Constraints written the way a provision is; their message is the form's and the API's error."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import IntegrityError, connection, transaction
from django.db.models import BaseConstraint, CheckConstraint, Choices, Model, Q, UniqueConstraint
from django.utils.translation import gettext_lazy as _

from .errors import Message

#: PostgreSQL cuts longer names off.
NAME_LENGTH = 63


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


def validate(record: Model) -> None:
    """``record.full_clean()``, asking the database about all checks at once, not three times for each.

    Only what is refused is asked about piece by piece, so that one learns everything that is wrong.
    """
    try:
        record.full_clean(validate_constraints=False)
        for constraint in _joined(record._meta.constraints):
            constraint.validate(type(record), record)  # type: ignore[attr-defined]  # unknown to the stubs
    except ValidationError:
        record.full_clean()


def _joined(constraints: Sequence[BaseConstraint]) -> list[BaseConstraint]:
    """The same constraints with all checks in one."""
    checks = [Q(one.condition) for one in constraints if isinstance(one, CheckConstraint)]
    others = [one for one in constraints if not isinstance(one, CheckConstraint)]
    return [*others, CheckConstraint(name="all checks", condition=Q(*checks))] if checks else others


@contextmanager
def constraints_speak(model: type[Model]) -> Iterator[None]:
    """Turn a constraint of ``model`` that the database found violated into its sentence (422)."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        diagnosis = getattr(error.__cause__, "diag", None)
        refusal = constraint_error(model, getattr(diagnosis, "constraint_name", None) or "")
        if refusal is None:
            raise
        raise refusal from error


def constraint_error(model: type[Model], name: str) -> ValidationError | None:
    """The refusal of the constraint called ``name`` in the database, as validation would have said it."""
    for constraint in model._meta.constraints:
        if constraint.name[:NAME_LENGTH] == name:
            if isinstance(constraint, UniqueConstraint) and _is_silent(constraint):
                return _not_unique(model, constraint.fields)
            return ValidationError({NON_FIELD_ERRORS: [constraint.get_violation_error_message()]})
    with connection.cursor() as cursor:
        known = connection.introspection.get_constraints(cursor, model._meta.db_table)
    found: dict[str, Any] = known.get(name, {})
    if not found.get("unique"):
        return None
    by_column = {field.column: field.name for field in model._meta.concrete_fields}
    return _not_unique(model, [by_column[column] for column in found["columns"]])


def _is_silent(constraint: UniqueConstraint) -> bool:
    """Declared without a sentence of its own."""
    return bool(constraint.fields) and (
        constraint.violation_error_message == UniqueConstraint.default_violation_error_message
    )


def _not_unique(model: type[Model], fields: Sequence[str]) -> ValidationError:
    place = fields[0] if len(fields) == 1 else NON_FIELD_ERRORS
    return ValidationError({place: [model().unique_error_message(model, tuple(fields))]})

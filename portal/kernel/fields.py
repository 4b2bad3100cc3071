"""Model fields that every app uses."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from .identifiers import uuid7


class PublicIdField(models.UUIDField):  # type: ignore[type-arg]  # cannot be subscripted at run time
    """The name of a record to the outside: a UUIDv7, unique, set once."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("verbose_name", _("Identifier"))
        kwargs |= {"default": uuid7, "unique": True, "editable": False}
        super().__init__(*args, **kwargs)

"""The classification tree that resource codes are built from."""

from __future__ import annotations

from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from ..querysets import CategoryQuerySet


class Category(models.Model):
    """A node: class (1 digit), item (2), heading (3), sub-heading (3), each after its parent's digits."""

    code = models.CharField(
        _("Classification code"),
        max_length=9,
        unique=True,
        validators=[RegexValidator(r"^\d(\d{2}(\d{3}(\d{3})?)?)?$")],
    )
    name = models.CharField(_("Name"), max_length=60)
    name_en = models.CharField(_("English name"), max_length=80, blank=True)

    objects = CategoryQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = _("Classification")
        ordering = ("code",)
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.code} {self.title}"

    @property
    def title(self) -> str:
        """The name in the reader's language."""
        return self.name_en if self.name_en and get_language() == "en" else self.name

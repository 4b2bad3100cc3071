"""What the register of documents can be narrowed by."""

import django_filters
from django.utils.translation import gettext_lazy as _

from .choices import DocumentKind, Standing
from .models import OfficialDocument


class DocumentFilter(django_filters.FilterSet):
    """Documents by standing and rank."""

    standing = django_filters.ChoiceFilter(label=_("Standing"), choices=Standing)
    kind = django_filters.ChoiceFilter(label=_("Kind"), choices=DocumentKind)

    class Meta:
        model = OfficialDocument
        fields = ("standing", "kind")

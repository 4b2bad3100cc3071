"""How published answers are narrowed."""

from __future__ import annotations

import django_filters as df
from django.utils.translation import gettext_lazy as _

from aggregation.choices import ObjectionKind, Outcome

from ..models import ObjectionAnswer


class AnswerFilter(df.FilterSet):
    """Published answers."""

    kind = df.ChoiceFilter(label=_("What is wrong"), choices=ObjectionKind.choices)
    outcome = df.ChoiceFilter(
        label=_("What was found"), choices=[pair for pair in Outcome.choices if pair[0] != Outcome.PENDING]
    )
    dataset = df.CharFilter(label=_("Resource code"), field_name="dataset__code")

    class Meta:
        model = ObjectionAnswer
        fields = ("kind", "outcome", "dataset")

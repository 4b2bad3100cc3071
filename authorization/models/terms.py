"""What applications and agreements say alike about their term."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

#: A term over the maximum that was in force on the day of filing.
LONG = Q(term_years__gt=F("max_term_years"))
#: Nobody is authorised for less than a year, or for a lifetime.
POSSIBLE_TERM = models.CheckConstraint(
    name="%(app_label)s_%(class)s_term_possible",
    condition=Q(term_years__gte=1) & Q(term_years__lte=20),
    violation_error_message=_("A term lasts from one to twenty years."),
)

"""The words of data dispatch."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class DispatchKind(models.TextChoices):
    """What is asked: data, or anything else that a unit has to do."""

    NEED = "need", _("Data need")
    ORDER = "order", _("Supervision order")


class DispatchState(models.TextChoices):
    """Where a dispatch stands: from its statement to its end."""

    STATED = "stated", _("Awaiting assignment")
    ASSIGNED = "assigned", _("Awaiting acceptance")
    ACCEPTED = "accepted", _("Being answered")
    DELIVERED = "delivered", _("Awaiting confirmation")
    CLOSED = "closed", _("Closed")
    REFUSED = "refused", _("Refused")

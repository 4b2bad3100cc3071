"""What may be shown to the public. Pure predicates and ``Q`` objects."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Q

from catalog.choices import Grade, OpenType
from portal.members.models import Organization

from .choices import DatasetState

if TYPE_CHECKING:
    from portal.kernel.actor import Actor

    from .models import PublicDataset


def may_be_open(content: dict[str, Any]) -> bool:
    """Whether a published description allows everybody to read the data (provisions 5.1 and 7.4).

    Typed open, graded not sensitive, and free of personal information, item by item.
    """
    return (
        content["open_type"] == OpenType.OPEN
        and content["grade"] == Grade.L1
        and not content["personal_information"]
        and not any(item["personal"] for item in content["items"])
    )


def visible(actor: Actor) -> Q:
    """What is open, for everybody; staff also see what left the portal."""
    if getattr(actor.user, "organization_id", None) is not None:
        return Q()
    return Q(state=DatasetState.OPEN)


def may_stop(actor: Actor, dataset: PublicDataset) -> bool:
    """The data authority of the provider's own level and area; jobs wherever they are.

    The snapshot knows its provider by credit code only.
    """
    if actor.job:
        return True
    unit = actor.user.organization if actor.user else None
    provider = Organization.objects.filter(credit_code=dataset.provider_key).first()
    return unit is not None and provider is not None and provider.is_reviewed_by(unit)

"""The staff's door to datasets: where they stand, and the authority's moves."""

from __future__ import annotations

from typing import Any

from rest_framework import mixins
from rest_framework.routers import SimpleRouter

from portal.kernel.errors import NotPermitted
from portal.web.api import ActorViewSet, move
from portal.web.doors.actors import works_here

from .. import services
from ..models import PublicDataset
from ..serializers import DatasetStandingSerializer, StopReasonInput
from ..workflows import DATASET


class DatasetViewSet(mixins.ListModelMixin, mixins.RetrieveModelMixin, ActorViewSet):
    """Datasets that are or were on the public portal."""

    queryset = PublicDataset.objects.defer("items", "profile").order_by("code")
    serializer_class = DatasetStandingSerializer
    lookup_field = "slug"
    lookup_value_converter = "str"
    workflow = DATASET

    def check_permissions(self, http_request: Any) -> None:
        """For staff, as the pages are."""
        super().check_permissions(http_request)
        if not works_here(self.actor):
            raise NotPermitted("")

    @move(StopReasonInput)
    def suspend(self, record: PublicDataset, fields: dict[str, Any]) -> PublicDataset:
        """Take the dataset out of the public's sight."""
        return services.suspend_dataset(record, actor=self.actor, **fields)

    @move(StopReasonInput)
    def restore(self, record: PublicDataset, fields: dict[str, Any]) -> PublicDataset:
        """Show it again."""
        return services.restore_dataset(record, actor=self.actor, **fields)


router = SimpleRouter()
router.register("opening-datasets", DatasetViewSet, basename="opening-dataset")

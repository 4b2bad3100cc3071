"""The members' REST interface."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import mixins
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.routers import SimpleRouter

from portal.kernel.errors import NotPermitted
from portal.web.api import ActorViewSet, move

from . import services
from .filters import AppointmentFilter, OrganizationFilter, PersonFilter
from .models import Appointment, Organization, User
from .serializers import (
    AdministratorInput,
    AppointmentSerializer,
    EndAppointmentInput,
    NewPersonInput,
    OrganizationSerializer,
    PasswordInput,
    PersonInput,
    PersonSerializer,
)


class OrganizationViewSet(
    mixins.ListModelMixin,
    mixins.RetrieveModelMixin,
    mixins.CreateModelMixin,
    mixins.UpdateModelMixin,
    ActorViewSet,
):
    """Units: everybody on the staff reads, system administrators write."""

    http_method_names = ("get", "post", "patch", "head", "options")
    queryset = Organization.objects.select_related("parent")
    serializer_class = OrganizationSerializer
    rights = dict.fromkeys(("create", "partial_update"), "members.manage_organization")
    filterset_class = OrganizationFilter

    def perform_create(self, serializer: Any) -> None:
        """Call the service."""
        serializer.instance = services.create_organization(actor=self.actor, **serializer.validated_data)

    def perform_update(self, serializer: Any) -> None:
        """Call the service."""
        fields = serializer.validated_data
        serializer.instance = services.edit_organization(serializer.instance, actor=self.actor, **fields)


class PersonViewSet(mixins.ListModelMixin, mixins.RetrieveModelMixin, ActorViewSet):
    """People: colleagues read their own unit's, system administrators read and write all.

    Who is an administrator is said by the security administrator.
    """

    queryset = User.directory.select_related("organization").prefetch_related("groups")
    serializer_class = PersonSerializer
    filterset_class = PersonFilter
    rights = dict.fromkeys(("create", "update"), services.MANAGING) | {
        "assign_administrator": services.APPOINTING
    }

    def initial(self, http_request: Request, *args: Any, **kwargs: Any) -> None:
        """Nothing of a new password is read unless the actor sets anybody's."""
        super().initial(http_request, *args, **kwargs)
        if self.action == "set_password" and not services.sets_passwords(self.actor):
            raise NotPermitted(services.MANAGING)

    @extend_schema(request=NewPersonInput)
    def create(self, http_request: Request) -> Response:
        """Make an account."""
        person = services.create_person(actor=self.actor, **self.parsed(NewPersonInput))
        return Response(self.get_serializer(person).data, status=201)

    @extend_schema(request=PersonInput)
    def update(self, http_request: Request, public_id: str) -> Response:
        """Change particulars and roles."""
        person = services.edit_person(self.get_object(), actor=self.actor, **self.parsed(PersonInput))
        return Response(self.get_serializer(person).data)

    @move(PasswordInput)
    def set_password(self, record: User, fields: dict[str, Any]) -> User:
        """Give somebody who forgot the password a new one."""
        return services.set_password(record, actor=self.actor, **fields)

    @move(AdministratorInput)
    def assign_administrator(self, record: User, fields: dict[str, Any]) -> User:
        """Make somebody one of the three administrators, or none any more."""
        return services.assign_administrator(record, actor=self.actor, **fields)


class AppointmentViewSet(
    mixins.ListModelMixin, mixins.RetrieveModelMixin, mixins.CreateModelMixin, ActorViewSet
):
    """Appointments: all staff read, system administrators write."""

    queryset = Appointment.objects.select_related("organization", "person")
    serializer_class = AppointmentSerializer
    rights = dict.fromkeys(("create", "end"), "members.manage_appointment")
    filterset_class = AppointmentFilter

    def perform_create(self, serializer: Any) -> None:
        """Call the service."""
        serializer.instance = services.appoint_person(actor=self.actor, **serializer.validated_data)

    @move(EndAppointmentInput)
    def end(self, record: Appointment, fields: dict[str, Any]) -> Appointment:
        """Let the term end on a day."""
        return services.end_appointment(record, actor=self.actor, **fields)


router = SimpleRouter()
router.register("organizations", OrganizationViewSet, basename="members-organization")
router.register("people", PersonViewSet, basename="members-person")
router.register("appointments", AppointmentViewSet, basename="members-appointment")

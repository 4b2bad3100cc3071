"""Addresses of the members' pages."""

from django.urls import path

from .views import appointments, organizations, people

app_name = "members"
urlpatterns = [
    path("organizations/", organizations.OrganizationListView.as_view(), name="organization-list"),
    path("organizations/new/", organizations.OrganizationCreateView.as_view(), name="organization-create"),
    path(
        "organizations/<uuid:public_id>/",
        organizations.OrganizationDetailView.as_view(),
        name="organization-detail",
    ),
    path(
        "organizations/<uuid:public_id>/edit/",
        organizations.OrganizationUpdateView.as_view(),
        name="organization-update",
    ),
    path("people/", people.PersonListView.as_view(), name="person-list"),
    path("people/new/", people.PersonCreateView.as_view(), name="person-create"),
    path("people/<uuid:public_id>/", people.PersonDetailView.as_view(), name="person-detail"),
    path("people/<uuid:public_id>/edit/", people.PersonUpdateView.as_view(), name="person-update"),
    path(
        "people/<uuid:public_id>/set-password/",
        people.PersonSetPasswordView.as_view(),
        name="person-set-password",
    ),
    path(
        "people/<uuid:public_id>/assign-administrator/",
        people.PersonAdministratorView.as_view(),
        name="person-assign-administrator",
    ),
    path("appointments/", appointments.AppointmentListView.as_view(), name="appointment-list"),
    path("appointments/new/", appointments.AppointmentCreateView.as_view(), name="appointment-create"),
    path(
        "appointments/<uuid:public_id>/",
        appointments.AppointmentDetailView.as_view(),
        name="appointment-detail",
    ),
    path(
        "appointments/<uuid:public_id>/end/",
        appointments.AppointmentEndView.as_view(),
        name="appointment-end",
    ),
]

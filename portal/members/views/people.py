"""Pages of people."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from portal.kernel import clock
from portal.web.contributions import Section
from portal.web.doors import (
    Button,
    Column,
    Empty,
    Fact,
    FactGroup,
    PublicMixin,
    RecordDetailView,
    RecordFormView,
    RecordListView,
    StaffMixin,
)
from portal.web.doors.pages import PageView

from .. import services
from ..choices import Role
from ..filters import PersonFilter
from ..forms import NewPersonForm, PasswordForm, PersonForm
from ..models import User
from ..selectors import lapsed_roles, roles_of

PEOPLE = (("members:person-list", _("People")),)


class PersonListView(StaffMixin, RecordListView):
    """The people that the reader may see."""

    model = User
    section = Section.GENERAL
    title = _("People")
    audience = _("Colleagues of the same unit; system administrators see everybody")
    filterset_class = PersonFilter
    search_fields = ("username", "name", "name_en", "organization__name")
    ordering = ("username",)
    columns = (
        Column("get_full_name", _("Name"), sort="name", link=True, card="title"),
        Column("username", _("User name"), sort="username", card="fact"),
        Column("organization.title", _("Unit"), sort="organization__name", card="fact"),
        Column("is_active", _("Account in use"), kind="yes_no"),
        Column("last_login", _("Last sign-in"), kind="moment", sort="last_login", card="fact"),
    )
    empty = Empty(_("Nobody matches"), _("People are the accounts of your unit."))

    def get_queryset(self) -> Any:
        """With their units."""
        return User.directory.visible_to(self.actor).select_related("organization").distinct()

    def get_primary(self) -> Button | None:
        """Administrators may add one."""
        may = self.actor.can("members.manage_people")
        return Button(_("Add a person"), "members:person-create") if may else None


class PersonDetailView(StaffMixin, RecordDetailView):
    """One person: unit, roles, offices."""

    model = User
    section = Section.GENERAL
    audience = _("Colleagues of the same unit; system administrators see everybody")
    parents = PEOPLE
    template_name = "members/person_detail.html"
    groups = (
        FactGroup(
            _("Who it is"),
            (
                Fact("username", _("User name"), kind="code"),
                Fact("organization.title", _("Unit")),
                Fact("phone", _("Telephone")),
                Fact("email", _("Email")),
                Fact("is_active", _("Account in use"), kind="yes_no"),
                Fact("last_login", _("Last sign-in"), kind="moment"),
            ),
        ),
    )

    def get_queryset(self) -> Any:
        """Those whom the reader may see."""
        return User.directory.visible_to(self.actor).select_related("organization")

    def get_primary(self) -> Button | None:
        """Administrators may change it."""
        may = self.actor.can("members.manage_people")
        return Button(_("Edit"), "members:person-update", (self.record.public_id,)) if may else None

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Roles in words and the offices held."""
        held, lapsed = roles_of(self.record), lapsed_roles(self.record, clock.today())
        return super().get_context_data(
            roles=[(role.label, role in lapsed) for role in Role if role in held],
            appointments=self.record.appointments.select_related("organization"),
            sets_password=self.actor.can("members.manage_people") and self.record != self.actor.user,
            **kwargs,
        )


class PersonFormView(StaffMixin, RecordFormView):
    """Add or change an account."""

    section = Section.GENERAL
    audience = _("System administrators")
    parents = PEOPLE
    done = _("The account was saved.")

    def allowed(self) -> bool:
        """Only those who manage people."""
        return self.actor.can("members.manage_people")


class PersonCreateView(PersonFormView):
    """Add a person."""

    title = _("Add a person")
    form_class = NewPersonForm

    def perform(self, form: NewPersonForm) -> User:
        """Call the service."""
        return services.create_person(actor=self.actor, **form.service_fields())


class PersonUpdateView(PersonFormView):
    """Change a person."""

    model = User
    title = _("Edit the account")
    form_class = PersonForm

    def get_queryset(self) -> Any:
        """Those whom the administrator may see."""
        return User.directory.visible_to(self.actor)

    def perform(self, form: PersonForm) -> User:
        """Call the service."""
        return services.edit_person(self.record, actor=self.actor, **form.cleaned_data)


class PersonSetPasswordView(PersonUpdateView):
    """Give somebody who forgot the password a new one."""

    title = _("Set a new password")
    lead = _("Make sure that it is the person who asks. Every session of the account ends.")
    form_class = PasswordForm
    done = _("The new password is set. Tell it to the person alone.")

    def get_form_kwargs(self) -> dict[str, Any]:
        """Nothing of the account stands in the form."""
        return {}

    def perform(self, form: PasswordForm) -> User:
        """Call the service."""
        return services.set_password(self.record, actor=self.actor, **form.service_fields())


class PasswordForgottenView(PublicMixin, PageView):
    """Who sets a new password; nothing is sent by mail."""

    template_name = "account/password_reset.html"
    title = _("Forgotten password")

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
from ..choices import ADMINISTRATORS, Role
from ..filters import PersonFilter
from ..forms import AdministratorForm, NewPersonForm, PasswordForm, PersonForm
from ..models import User
from ..selectors import lapsed_roles, roles_of

PEOPLE = (("members:person-list", _("People")),)
ASSIGN = "members:person-assign-administrator"


class PersonListView(StaffMixin, RecordListView):
    """The people that the reader may see."""

    model = User
    section = Section.GENERAL
    title = _("People")
    audience = _("Colleagues of the same unit; system and security administrators see everybody")
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
        may = self.actor.can(services.MANAGING)
        return Button(_("Add a person"), "members:person-create") if may else None


class PersonDetailView(StaffMixin, RecordDetailView):
    """One person: unit, roles, offices."""

    model = User
    section = Section.GENERAL
    audience = _("Colleagues of the same unit; system and security administrators see everybody")
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
        """The system administrator changes the account, the security administrator makes administrators."""
        address = (self.record.public_id,)
        if self.actor.can(services.MANAGING):
            return Button(_("Edit"), "members:person-update", address)
        may = self.actor.can(services.APPOINTING) and self.record != self.actor.user
        return Button(_("Administrator's role"), ASSIGN, address) if may else None

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Roles in words and the offices held."""
        held, lapsed = roles_of(self.record), lapsed_roles(self.record, clock.today())
        return super().get_context_data(
            roles=[(role.label, role in lapsed) for role in Role if role in held],
            appointments=self.record.appointments.select_related("organization"),
            sets_password=self.record != self.actor.user
            and self.actor.can(services.password_right(self.record)),
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
        return self.actor.can(services.MANAGING)


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

    def allowed(self) -> bool:
        """The service says whose password: an administrator's is set by the security administrator."""
        return services.sets_passwords(self.actor)

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


class PersonAdministratorView(StaffMixin, RecordFormView):
    """Make somebody an administrator, or take the role."""

    model = User
    section = Section.GENERAL
    audience = _("Security administrators")
    parents = PEOPLE
    title = _("Administrator's role")
    lead = _(
        "An administrator needs two people: the system administrator makes the account, "
        "the security administrator gives the role."
    )
    form_class = AdministratorForm
    done = _("The roles were saved.")

    def allowed(self) -> bool:
        """Only the security administrator."""
        return self.actor.can(services.APPOINTING)

    def get_queryset(self) -> Any:
        """Those whom the administrator may see."""
        return User.directory.visible_to(self.actor)

    def get_form_kwargs(self) -> dict[str, Any]:
        """The role that the person has."""
        return {"initial": {"role": next(iter(roles_of(self.record) & ADMINISTRATORS), "")}}

    def perform(self, form: AdministratorForm) -> User:
        """Call the service."""
        return services.assign_administrator(self.record, actor=self.actor, **form.cleaned_data)

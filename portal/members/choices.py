"""The words for units, levels and appointments."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class OrganizationKind(models.TextChoices):
    """What kind of body a unit is (provision 1.2)."""

    GOVERNMENT = "government", _("People's government")
    DATA_AUTHORITY = "data_authority", _("Data authority")
    ADMINISTRATIVE_ORGAN = "administrative_organ", _("Administrative organ")
    FUNCTIONAL_AREA = "functional_area", _("Management committee of a functional area")
    PUBLIC_INSTITUTION = "public_institution", _("Public institution")
    PUBLIC_UTILITY = "public_utility", _("Public utility")
    OPERATOR = "operator", _("Authorised operator")


class Level(models.TextChoices):
    """The level of government that a unit belongs to."""

    PROVINCE = "province", _("Province")
    CITY = "city", _("City")
    DISTRICT = "district", _("District or county")
    FUNCTIONAL_AREA = "functional_area", _("Functional area")
    TOWNSHIP = "township", _("Township")


#: Levels whose units are reviewed by the one authority of that level; their data comes back to those below.
UPPER_LEVELS = (Level.PROVINCE, Level.CITY)


class Office(models.TextChoices):
    """What a person is appointed to in a unit (provision 1.5)."""

    CDO = "cdo", _("Chief data officer")
    DEPUTY_CDO = "deputy_cdo", _("Deputy chief data officer")
    DATA_OFFICER = "data_officer", _("Data officer")
    SECURITY_OWNER = "security_owner", _("Data security owner")


class Role(models.TextChoices):
    """The roles; each is a group of the same name, and the group holds the rights."""

    DATA_OFFICER = "data_officer", _("Data officer")
    CDO = "cdo", _("Chief data officer")
    PROVIDER_REVIEWER = "provider_reviewer", _("Provider's reviewer")
    AUTHORITY = "authority", _("Data authority reviewer")
    INSPECTOR = "inspector", _("Inspector")
    OPERATOR = "operator", _("Operator")
    SYSTEM_ADMINISTRATOR = "system_administrator", _("System administrator")
    SECURITY_ADMINISTRATOR = "security_administrator", _("Security administrator")
    AUDIT_ADMINISTRATOR = "audit_administrator", _("Audit administrator")
    CITIZEN = "citizen", _("Citizen account")


#: Roles that people hold by appointment: they give rights until the last term in one of these offices ends.
OFFICES_OF = {Role.CDO: (Office.CDO, Office.DEPUTY_CDO), Role.DATA_OFFICER: (Office.DATA_OFFICER,)}

#: Any account holds at most one of these (provision 7.3: separation of the three administrators).
ADMINISTRATORS = frozenset({Role.SYSTEM_ADMINISTRATOR, Role.SECURITY_ADMINISTRATOR, Role.AUDIT_ADMINISTRATOR})

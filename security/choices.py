"""The words of the security chapter."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.members.choices import OrganizationKind

#: Units that may supervise data security.
SUPERVISING = (
    OrganizationKind.GOVERNMENT,
    OrganizationKind.DATA_AUTHORITY,
    OrganizationKind.ADMINISTRATIVE_ORGAN,
)


class FindingState(models.TextChoices):
    """Where a finding of personal information stands (provision 7.4)."""

    FOUND = "found", _("Waits for judgment")
    CONFIRMED = "confirmed", _("Personal information confirmed")
    RELEASED = "released", _("Released as a false alarm")
    SUPERSEDED = "superseded", _("Replaced by newer data")


class IncidentState(models.TextChoices):
    """Where a security incident stands (provision 7.1)."""

    REPORTED = "reported", _("Reported, awaiting containment")
    CONTAINED = "contained", _("Contained")
    RESOLVED = "resolved", _("Resolved, awaiting review")
    REVIEWED = "reviewed", _("Reviewed and closed")


class IncidentKind(models.TextChoices):
    """What happened, as data security events are commonly divided."""

    LEAK = "leak", _("Data leaked")
    MISUSE = "misuse", _("Data used against its purpose")
    TAMPERING = "tampering", _("Data tampered with")
    LOSS = "loss", _("Data lost or destroyed")
    INTRUSION = "intrusion", _("Attack or intrusion")
    OUTAGE = "outage", _("Service broken off")


class Severity(models.TextChoices):
    """The four degrees of the national emergency plan for network security incidents."""

    EXTRAORDINARY = "extraordinary", _("Extraordinarily serious (I)")
    MAJOR = "major", _("Major (II)")
    SERIOUS = "serious", _("Serious (III)")
    GENERAL = "general", _("General (IV)")


class Remit(models.TextChoices):
    """The authorities that supervise data security, each in its own remit (provision 7.1)."""

    CYBERSPACE = "cyberspace", _("Cyberspace authority")
    PUBLIC_SECURITY = "public_security", _("Public security authority")
    DATA = "data", _("Data authority")
    SECRECY = "secrecy", _("Secrecy authority")
    CRYPTOGRAPHY = "cryptography", _("Cryptography authority")


class OrderState(models.TextChoices):
    """Where an order of a supervising authority stands."""

    ISSUED = "issued", _("Awaiting the unit's answer")
    ANSWERED = "answered", _("Answered, awaiting the authority")
    CLOSED = "closed", _("Order closed")


#: Through which door an event of the audit trail came.
AUDIT_DOORS = (
    ("web", _("Browser")),
    ("api", _("Interface")),
    ("job", _("Job")),
    ("command", _("Command line")),
)
#: What each remit means in the law, shown beside its holder.
REMIT_DUTIES = {
    Remit.CYBERSPACE: _(
        "Coordinates the security of network data and the protection of personal information"
    ),
    Remit.PUBLIC_SECURITY: _("Supervises data security and multi-level protection; investigates offences"),
    Remit.DATA: _("Supervises the public data platform and the units' handling of public data"),
    Remit.SECRECY: _("Keeps state secrets out of the portal; examines doubtful data"),
    Remit.CRYPTOGRAPHY: _("Supervises the use of commercial cryptography and its assessment"),
}

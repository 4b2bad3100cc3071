"""The tables of the security chapter."""

from .finding import PersonalInformationFinding
from .incident import AffectedGrant, Incident
from .order import SecurityOrder, SupervisoryRemit

__all__ = ["AffectedGrant", "Incident", "PersonalInformationFinding", "SecurityOrder", "SupervisoryRemit"]

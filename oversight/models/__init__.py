"""The tables of oversight: inspections, what they found, what was ordered, and assessments."""

from .assessment import Assessment, AssessmentScheme, UnitScore
from .finding import Finding, Sighting
from .inspection import Inspection
from .order import RectificationOrder

__all__ = [
    "Assessment",
    "AssessmentScheme",
    "Finding",
    "Inspection",
    "RectificationOrder",
    "Sighting",
    "UnitScore",
]

"""Domains, what is put under operation, applications, agreements, yearly evaluations."""

from .agreement import Agreement
from .application import OperatorApplication
from .domain import DomainResource, OperationDomain
from .evaluation import YearlyEvaluation

__all__ = ["Agreement", "DomainResource", "OperationDomain", "OperatorApplication", "YearlyEvaluation"]

"""Authorised operation for programs; what is published needs no account."""

from rest_framework.routers import SimpleRouter

from .agreements import AgreementViewSet, EvaluationViewSet
from .applications import ApplicationViewSet
from .domains import DomainViewSet, ResourceViewSet

router = SimpleRouter()
router.register("operation-domains", DomainViewSet, basename="authorization-domain")
router.register("operation-resources", ResourceViewSet, basename="authorization-resource")
router.register("operator-applications", ApplicationViewSet, basename="authorization-application")
router.register("operation-agreements", AgreementViewSet, basename="authorization-agreement")
router.register("operation-evaluations", EvaluationViewSet, basename="authorization-evaluation")

__all__ = [
    "AgreementViewSet",
    "ApplicationViewSet",
    "DomainViewSet",
    "EvaluationViewSet",
    "ResourceViewSet",
    "router",
]

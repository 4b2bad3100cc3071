"""Addresses of authorised operation: the public's pages, and those of the staff."""

from django.urls import path

from .views import agreements, applications, domains, evaluations, public, security

app_name = "authorization"
_STAFF = "authorization/"
_DOMAIN = f"{_STAFF}domains/<uuid:public_id>/"
_RESOURCE = f"{_STAFF}resources/<uuid:public_id>/"
_APPLICATION = f"{_STAFF}applications/<uuid:public_id>/"
_AGREEMENT = f"{_STAFF}agreements/<uuid:public_id>/"
_EVALUATION = f"{_STAFF}evaluations/<uuid:public_id>/"
urlpatterns = [
    path("operation/", public.OperationListView.as_view(), name="operation-list"),
    path("operation/<uuid:public_id>/", public.OperationDetailView.as_view(), name="operation-detail"),
    path(f"{_STAFF}domains/", domains.DomainListView.as_view(), name="domain-list"),
    path(f"{_STAFF}domains/create/", domains.DomainCreateView.as_view(), name="domain-create"),
    path(_DOMAIN, domains.DomainDetailView.as_view(), name="domain-detail"),
    path(f"{_DOMAIN}update/", domains.DomainUpdateView.as_view(), name="domain-update"),
    path(f"{_DOMAIN}publish/", domains.DomainPublishView.as_view(), name="domain-publish"),
    path(f"{_DOMAIN}close/", domains.DomainCloseView.as_view(), name="domain-close"),
    path(f"{_DOMAIN}resources/create/", domains.ResourceCreateView.as_view(), name="resource-create"),
    path(f"{_DOMAIN}apply/", applications.ApplicationCreateView.as_view(), name="application-create"),
    path(f"{_RESOURCE}withdraw/", domains.ResourceWithdrawView.as_view(), name="resource-withdraw"),
    path(f"{_STAFF}applications/", applications.ApplicationListView.as_view(), name="application-list"),
    path(_APPLICATION, applications.ApplicationDetailView.as_view(), name="application-detail"),
    path(f"{_APPLICATION}update/", applications.ApplicationUpdateView.as_view(), name="application-update"),
    path(f"{_APPLICATION}decide/", applications.ApplicationDecideView.as_view(), name="application-decide"),
    path(f"{_APPLICATION}submit/", applications.ApplicationSubmitView.as_view(), name="application-submit"),
    path(f"{_APPLICATION}review/", applications.ApplicationReviewView.as_view(), name="application-review"),
    path(f"{_APPLICATION}assess/", applications.ApplicationAssessView.as_view(), name="application-assess"),
    path(
        f"{_APPLICATION}assess-security/",
        security.ApplicationSecurityView.as_view(),
        name="application-assess-security",
    ),
    path(
        f"{_APPLICATION}approve/", applications.ApplicationApproveView.as_view(), name="application-approve"
    ),
    path(f"{_APPLICATION}return/", applications.ApplicationReturnView.as_view(), name="application-return"),
    path(f"{_APPLICATION}refuse/", applications.ApplicationRefuseView.as_view(), name="application-refuse"),
    path(
        f"{_APPLICATION}withdraw/",
        applications.ApplicationWithdrawView.as_view(),
        name="application-withdraw",
    ),
    path(f"{_APPLICATION}sign/", agreements.AgreementCreateView.as_view(), name="agreement-create"),
    path(f"{_STAFF}agreements/", agreements.AgreementListView.as_view(), name="agreement-list"),
    path(_AGREEMENT, agreements.AgreementDetailView.as_view(), name="agreement-detail"),
    path(f"{_AGREEMENT}terminate/", agreements.AgreementTerminateView.as_view(), name="agreement-terminate"),
    path(f"{_AGREEMENT}report/", evaluations.EvaluationCreateView.as_view(), name="evaluation-create"),
    path(_EVALUATION, evaluations.EvaluationDetailView.as_view(), name="evaluation-detail"),
    path(f"{_EVALUATION}evaluate/", evaluations.EvaluationEvaluateView.as_view(), name="evaluation-evaluate"),
]

"""Every address of the portal."""

from allauth.account import views as account
from django.urls import include, path
from drf_spectacular.views import SpectacularAPIView
from drf_spectacular.views import SpectacularSwaggerSplitView as ApiViewer

from aggregation.api import router as aggregation_router
from authorization.api import router as authorization_router
from catalog.api import router as catalog_router
from opening.api import router as opening_router
from oversight.api import router as oversight_router
from portal.dispatch.api import router as dispatch_router
from portal.duties.api import router as duties_router
from portal.front.api import router as front_router
from portal.members.api import router as members_router
from portal.members.views.people import PasswordForgottenView
from portal.web.health import healthz
from security.api import router as security_router
from sharing.api import router as sharing_router

#: Of allauth's pages those that the portal offers; it sends no mail, so none that waits for one.
accounts = [
    path("login/", account.login, name="account_login"),
    path("logout/", account.logout, name="account_logout"),
    path("inactive/", account.account_inactive, name="account_inactive"),
    path("signup/", account.signup, name="account_signup"),
    path("password/change/", account.password_change, name="account_change_password"),
    path("password/reset/", PasswordForgottenView.as_view(), name="account_reset_password"),
]
urlpatterns = [
    path("healthz", healthz, name="healthz"),
    path("", include("opening.urls")),  # first, since rows are asked for most
    path("accounts/", include(accounts)),
    path("", include("portal.web.urls")),
    path("", include("portal.front.urls")),
    path("members/", include("portal.members.urls")),
    path("", include("portal.duties.urls")),
    path("dispatch/", include("portal.dispatch.urls")),
    path("security/", include("security.urls")),
    path("catalog/", include("catalog.urls")),
    path("aggregation/", include("aggregation.urls")),
    path("sharing/", include("sharing.urls")),
    path("oversight/", include("oversight.urls")),
    path("", include("authorization.urls")),
    path("api/v1/", include(members_router.urls)),
    path("api/v1/", include(front_router.urls)),
    path("api/v1/", include(duties_router.urls)),
    path("api/v1/", include(dispatch_router.urls)),
    path("api/v1/", include(catalog_router.urls)),
    path("api/v1/", include(aggregation_router.urls)),
    path("api/v1/", include(sharing_router.urls)),
    path("api/v1/", include(authorization_router.urls)),
    path("api/v1/", include(opening_router.urls)),
    path("api/v1/", include(security_router.urls)),
    path("api/v1/", include(oversight_router.urls)),
    path("api/v1/schema/", SpectacularAPIView.as_view(), name="api-schema"),
    # The viewer whose script comes apart: the content policy allows nothing inline.
    path(
        "api/",
        ApiViewer.as_view(url_name="api-schema", template_name="web/api_viewer.html"),
        name="api-viewer",
    ),
]
handler400 = "portal.web.refusals.bad_request"
handler403 = "portal.web.refusals.forbidden"
handler404 = "portal.web.refusals.not_found"
handler429 = "portal.web.refusals.too_many_requests"  # asked for by allauth
handler500 = "portal.web.refusals.server_error"

"""What every environment shares. Anything that an installation may change is read from the environment."""

from pathlib import Path

from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from . import env

ROOT = Path(__file__).resolve().parents[2]
VERSION = "0.1.0"

SECRET_KEY = env.text("SECRET_KEY")
DEBUG = False
ALLOWED_HOSTS = env.words("ALLOWED_HOSTS", "localhost,127.0.0.1")
CSRF_TRUSTED_ORIGINS = env.words("CSRF_TRUSTED_ORIGINS")

#: What the site says of itself in header and footer; what is empty is not shown.
SITE = {
    "name": env.text("SITE_NAME"),
    "organizer": env.text("SITE_ORGANIZER"),
    "operator": env.text("SITE_OPERATOR"),
    "contact": env.text("SITE_CONTACT"),
    "icp": env.text("SITE_ICP"),
    "police": env.text("SITE_POLICE"),
    "site_code": env.text("SITE_CODE"),
}
#: A demo or test may walk through a set clock; production may not.
CLOCK_MAY_BE_SET = False
#: The demo says on every page that its units and people are a demonstration.
DEMO = False

INSTALLED_APPS = [
    "portal.kernel",
    "portal.store",
    "portal.web",
    "portal.gateways",
    "portal.members",
    "portal.duties",
    "portal.dispatch",
    "catalog",
    "aggregation",
    "sharing",
    "opening",
    "authorization",
    "security",
    "oversight",
    "portal.front",
    "portal.demo",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "csp",
    "django_filters",
    "django_htmx",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "guardian",
    "rest_framework",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "portal.web.middleware.LanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "portal.web.middleware.RequestIdMiddleware",
    "portal.web.middleware.LastMoveMiddleware",
    "portal.web.middleware.ReadingMiddleware",
    "portal.web.middleware.DomainErrorMiddleware",
]

ROOT_URLCONF = "portal.urls"
WSGI_APPLICATION = "portal.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [ROOT / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "portal.web.context_processors.frame",
            ],
        },
    }
]

DATABASES = {"default": env.database(env.text("DATABASE_URL", "postgresql://portal@127.0.0.1:5432/portal"))}
#: The role that runs the portal, when migrations run as another one that owns the tables.
APP_ROLE = env.text("APP_ROLE")
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "members.User"
AUTHENTICATION_BACKENDS = [
    "portal.members.backends.RoleBackend",
    "portal.members.backends.ExceptionBackend",
]
# guardian looks for its own backend by name; ExceptionBackend is a subclass of it.
SILENCED_SYSTEM_CHECKS = ["guardian.W001"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "front:start"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_ADAPTER = "portal.members.adapters.AccountAdapter"
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_REDIRECT_URL = "front:home"
SESSION_COOKIE_AGE = 8 * 3600
SESSION_COOKIE_HTTPONLY = True
ANONYMOUS_USER_NAME = None  # guardian: nobody acts anonymously

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", _("Chinese")), ("en", _("English"))]
LANGUAGE_COOKIE_NAME = "language"
LOCALE_PATHS = [ROOT / "locale"]
USE_I18N = True
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True

STATIC_URL = "static/"
STATIC_ROOT = env.folder("STATIC_ROOT", ROOT / "staticfiles")
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
#: Uploaded and spooled files: private, content-addressed, served only through views.
MEDIA_ROOT = env.folder("MEDIA_ROOT", ROOT / "media")
FILE_UPLOAD_PERMISSIONS = 0o640
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 2**20
#: All items of an entry are edited on one page: 500 of them with 20 fields each.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 12_000

#: By this the demo's readiness probe knows its own web from another server on the port.
READINESS_NONCE = env.text("PORTAL_NONCE")

BROKER_URL = env.text("BROKER_URL", "redis://127.0.0.1:6379/0")
#: Seconds after which a running job without a heartbeat is taken over by another worker.
JOB_LEASE_SECONDS = env.whole("JOB_LEASE_SECONDS", 30)

#: How long the counts in the navigation are kept for one person; one's own move ends it at once.
COUNTS_KEPT_SECONDS = 30
#: How long a drawn public page is given to the next visitor too, as long as nothing that it says has changed.
PAGES_KEPT_SECONDS = 60

FILTERS_EMPTY_CHOICE_LABEL = _("All")

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": ["rest_framework.authentication.SessionAuthentication"],
    "DEFAULT_PERMISSION_CLASSES": ["portal.web.permissions.StaffOnly"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PAGINATION_CLASS": "portal.web.paging.Pagination",
    "DEFAULT_FILTER_BACKENDS": ["django_filters.rest_framework.DjangoFilterBackend"],
    "DEFAULT_SCHEMA_CLASS": "portal.web.description.ChapterSchema",
    "EXCEPTION_HANDLER": "portal.web.api.problem_details",
    "TEST_REQUEST_DEFAULT_FORMAT": "json",
}
SPECTACULAR_SETTINGS = {
    "TITLE": "Guiyang–Gui'an public data portal",
    "VERSION": VERSION,
    "OAS_VERSION": "3.1.0",
    "SERVE_INCLUDE_SCHEMA": False,
    "PREPROCESSING_HOOKS": ["opening.api.described.with_rows"],
    "POSTPROCESSING_HOOKS": [
        "drf_spectacular.hooks.postprocess_schema_enums",
        "portal.web.description.with_chapters_and_refusals",
    ],
    # Several records have a "state": each vocabulary keeps its own name in the description.
    "ENUM_NAME_OVERRIDES": {
        "JobStateEnum": "portal.kernel.models.JobState",
        "OrganizationKindEnum": "portal.members.choices.OrganizationKind",
        "DocumentKindEnum": "portal.duties.choices.DocumentKind",
        "DispatchKindEnum": "portal.dispatch.choices.DispatchKind",
        "DispatchStateEnum": "portal.dispatch.choices.DispatchState",
        "EntryStateEnum": "catalog.choices.EntryState",
        "MountStateEnum": "aggregation.choices.MountState",
        "BatchStateEnum": "aggregation.choices.BatchState",
        "ObjectionStateEnum": "aggregation.choices.ObjectionState",
        "ObjectionKindEnum": "aggregation.choices.ObjectionKind",
        "DatasetStateEnum": "opening.choices.DatasetState",
        "ThemesEnum": "catalog.choices.Theme",
        "ChannelEnum": "aggregation.choices.Channel",
        "DemandStateEnum": "opening.choices.DemandState",
        "DemandChannelEnum": "opening.choices.DemandChannel",
        "IncidentKindEnum": "security.choices.IncidentKind",
        "IncidentSeverityEnum": "security.choices.Severity",
        "IncidentStateEnum": "security.choices.IncidentState",
        "PersonalFindingStateEnum": "security.choices.FindingState",
        "SecurityOrderStateEnum": "security.choices.OrderState",
        "SupervisoryRemitEnum": "security.choices.Remit",
    },
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
    "REDOC_DIST": "SIDECAR",
}

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}
X_FRAME_OPTIONS = "DENY"
CSRF_FAILURE_VIEW = "portal.web.refusals.csrf_failed"
SECURE_REFERRER_POLICY = "same-origin"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": env.text("LOG_LEVEL", "INFO")},
}

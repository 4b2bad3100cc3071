"""Tests: fast password hashing, no collected static files, a clock that may be set."""

from .base import *  # noqa: F403  (settings are one flat namespace)

SECRET_KEY = "for tests only"  # noqa: S105  (signs nothing that lasts)
# The kernel knows no business record, so its tests have one of their own.
INSTALLED_APPS = [*INSTALLED_APPS, "tests.kernel.sample"]  # noqa: F405
CLOCK_MAY_BE_SET = True
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STATIC_ROOT = None  # type: ignore[assignment]  # nothing is collected
WHITENOISE_AUTOREFRESH = True
WHITENOISE_USE_FINDERS = True
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
ACCOUNT_RATE_LIMITS = False
COUNTS_KEPT_SECONDS = 0  # tests move records past the doors; the one that keeps counts sets it
PAGES_KEPT_SECONDS = 0  # so do they with what pages say of other datasets

"""Tests: fast password hashing, no collected static files, a clock that may be set."""

import tempfile

from .base import *  # noqa: F403  (settings are one flat namespace)

SECRET_KEY = "for tests only"
CLOCK_MAY_BE_SET = True
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STATIC_ROOT = None
WHITENOISE_AUTOREFRESH = True
WHITENOISE_USE_FINDERS = True
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
MEDIA_ROOT = tempfile.mkdtemp(prefix="portal-test-media-")
ACCOUNT_RATE_LIMITS = False

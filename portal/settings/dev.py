"""A developer's machine and the demo: readable errors, insecure cookies, a clock that may be set."""

from . import env
from .base import *  # noqa: F403  (settings are one flat namespace)

SECRET_KEY = env.text("SECRET_KEY", "for a developer's machine only, never for a server")
DEBUG = env.flag("DEBUG")
DEMO = env.flag("DEMO")
CLOCK_MAY_BE_SET = True

"""A developer's machine and the demo: readable errors, insecure cookies, a clock that may be set."""

from . import env
from .base import *  # noqa: F403  (settings are one flat namespace)
from .base import ROOT

SECRET_KEY = env.text("SECRET_KEY", "for a developer's machine only, never for a server")
DEBUG = env.flag("DEBUG")
DEMO = env.flag("DEMO")
CLOCK_MAY_BE_SET = True
#: Where the demo keeps its files, and a folder with larger tables that it loads too, if it is there.
DEMO_DIR = env.folder("DEMO_DIR", ROOT / ".demo")
DEMO_EXTRA_DATA = env.folder("DEMO_EXTRA_DATA", ROOT.parent / "shared" / "data")

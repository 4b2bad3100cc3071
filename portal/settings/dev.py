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
if DEMO:
    # Placeholders that say so: a site without them looks unfinished, one with somebody's real ones would lie.
    SITE = {
        "name": "",
        "organizer": "贵阳市大数据发展管理局（演示）",
        "operator": "贵阳贵安公共数据平台项目组（演示）",
        "contact": "0851-00000000",
        "icp": "黔ICP备00000000号（演示）",
        "police": "贵公网安备00000000000000号（演示）",
        "site_code": "5201000000",
    } | {name: value for name, value in SITE.items() if value}  # noqa: F405

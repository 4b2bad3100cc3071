"""Production's settings, with one more address: the bare view that pages are measured against."""

from portal.settings import env
from portal.settings.prod import *  # noqa: F403  (settings are one flat namespace)

ROOT_URLCONF = "bench.urls"
#: What the bare view sends to the database.
BARE_STATEMENT = env.text("BENCH_STATEMENT")

"""Where ``celery -A portal.celery`` finds the application; the ledger in PostgreSQL says what jobs are."""

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings.prod")

from portal.kernel.queues import app

__all__ = ["app"]

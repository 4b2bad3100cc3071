"""Celery carries the numbers of jobs to the workers; the ledger in PostgreSQL says what they are."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings.prod")

app = Celery("portal")
app.config_from_object("portal.kernel.queues")
app.autodiscover_tasks(["portal.kernel"], related_name="carrier")

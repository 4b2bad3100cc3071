"""Measurements of the data plane against plain PostgreSQL, in one run on one machine: ``make bench``."""

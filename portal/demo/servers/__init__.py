"""PostgreSQL and a broker from PyPI wheels, for the demo and the tests, started before settings are read."""

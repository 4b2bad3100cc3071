"""``make demo``: prepares the demo city, starts its processes, watches them and stops them all."""

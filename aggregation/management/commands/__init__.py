"""Commands of aggregation."""

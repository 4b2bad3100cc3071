"""The pages of aggregation."""

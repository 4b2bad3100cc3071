"""The pages of authorised operation."""

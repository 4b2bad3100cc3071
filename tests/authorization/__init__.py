"""Tests of chapter 6: authorised operation of public data."""

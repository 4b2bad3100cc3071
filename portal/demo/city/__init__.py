"""Builds the demo city by walking the portal's own services under a set clock; nothing is written past them.

Every step finds what an earlier, interrupted walk has already done and goes on from there.
"""

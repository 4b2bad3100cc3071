"""Registers: tables of the code compared with what was decided."""

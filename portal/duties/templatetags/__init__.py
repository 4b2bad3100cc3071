"""How rules are shown."""

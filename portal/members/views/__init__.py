"""Pages of units, people and appointments."""

"""The design system and the doors: what every page and every program's interface is made of."""

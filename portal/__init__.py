"""The project: chapters 1 and 9 of the measure, and the ground that everything stands on."""

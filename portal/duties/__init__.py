"""Rules in force and the documents beside the measure: provision 9.1."""

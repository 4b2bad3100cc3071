"""An app for the kernel's own tests: one record that moves, and work that is done in slices."""

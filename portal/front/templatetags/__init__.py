"""What the front's pages draw."""

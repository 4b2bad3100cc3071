"""What composes the chapters: home, desk, inbox, search."""

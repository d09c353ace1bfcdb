"""List pages: entries of any markup, and how their pages turn."""

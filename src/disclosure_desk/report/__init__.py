"""One report being filled in: its figures and texts, and the changes that are made to it."""

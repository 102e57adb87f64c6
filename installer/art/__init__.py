"""The pictures on the pages of the set-up program."""

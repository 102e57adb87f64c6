"""Files in: what kinds of file hold a report, read into a document plus remarks on what could not be read."""

"""Reads the published text of a report."""

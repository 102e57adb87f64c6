"""Keeps reports in SQLite, one file for one agency: every change is a transaction, so there is nothing to save."""

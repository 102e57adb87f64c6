"""The command line: every command works without a display; results to standard output, messages to standard error."""

from disclosure_desk.cli.program import main

__all__ = ["main"]

"""Which SQLite the program runs on."""

from sqlite3 import sqlite_version

SQLITE_VERSION = sqlite_version

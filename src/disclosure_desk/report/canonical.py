"""The canonical form of a report, its hash, and the short code printed on sign-off copies."""

import hashlib
import json
import unicodedata
from typing import Any

from disclosure_desk.report.document import ReportDocument

SCHEMA = "disclosure-desk/report/1"
_ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
_CODE_DIGITS = 7


def canonical_bytes(report: ReportDocument) -> bytes:
    """The bytes that stand for a report's content: members that are blank or empty are left out."""
    members = {
        "schema": SCHEMA,
        "format": report.format_id,
        "section_formats": report.section_formats,
        "agency": vars(report.agency),
        "year": report.year,
        "cells": dict(report.cells),
        "narratives": dict(report.narratives),
    }
    content = json.dumps(_settled(members), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return content.encode("utf-8")


def fingerprint(report: ReportDocument) -> str:
    """SHA-256 of the canonical bytes, lower-case hexadecimal."""
    return hashlib.sha256(canonical_bytes(report)).hexdigest()


def content_code(report: ReportDocument) -> str:
    """Eight characters that a person can compare: seven digits of the hash and a check character."""
    rest = int(fingerprint(report), 16) % 31**_CODE_DIGITS
    digits: list[int] = []
    for _ in range(_CODE_DIGITS):
        rest, digit = divmod(rest, 31)
        digits.insert(0, digit)
    check = sum(place * digit for place, digit in enumerate(digits, 1)) % 31
    return "".join(_ALPHABET[digit] for digit in (*digits, check))


def _settled(value: Any) -> Any:
    if isinstance(value, dict):
        settled = {key: _settled(member) for key, member in value.items()}
        return {key: member for key, member in settled.items() if member not in (None, "", {})}
    if isinstance(value, str):
        return unicodedata.normalize("NFC", value.replace("\r\n", "\n").replace("\r", "\n"))
    return value

"""Every string that the program can show: its sources, the formats' labels, the words of Qt and of the system."""

import ast
import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from PySide6.QtCore import QLibraryInfo, QTranslator

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "src" / "disclosure_desk"
FEWEST = 2
"""Chinese characters; a pattern with fewer of them would fit anything."""
_ACCESS_KEY = re.compile(r"\(&.\)|&(?=\w)")
_CONTEXT_WORDS = (("QPlatformTheme", "OK"), ("QPlatformTheme", "Cancel"), ("QPrintDialog", "Print"))


@cache
def shown_words() -> tuple[frozenset[str], tuple[re.Pattern[str], ...]]:
    """Whole strings without access keys, and patterns for those with something put in."""
    whole: set[str] = set()
    patterns: list[re.Pattern[str]] = []
    for file in sorted(PACKAGE.rglob("*.py")):
        for text in _strings(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(text, str):
                whole.add(text)
            else:
                patterns.append(text)
    for file in sorted((PACKAGE / "formats").glob("*.toml")):
        whole |= set(_leaves(tomllib.loads(file.read_text(encoding="utf-8"))))
    whole |= set(_qt_words())
    return frozenset(_ACCESS_KEY.sub("", each).strip() for each in whole), tuple(patterns)


def is_shown(words: str) -> bool:
    """Whether the program has exactly these words, with something put in where it puts something in."""
    whole, patterns = shown_words()
    return words in whole or any(pattern.fullmatch(words) for pattern in patterns)


def _strings(tree: ast.AST) -> Iterator[str | re.Pattern[str]]:
    skipped = {id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in node.values}
    # A docstring is for whoever reads the source.
    skipped |= {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            yield from _with_holes(
                [str(part.value) if isinstance(part, ast.Constant) else None for part in node.values]
            )
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in skipped:
            yield node.value
            if "{" in node.value:
                parts = re.split(r"(\{[^{}]*\})", node.value)
                yield from _with_holes([None if at % 2 else part for at, part in enumerate(parts)])


def _with_holes(parts: list[str | None]) -> Iterator[str | re.Pattern[str]]:
    """A text into which something is put: its pattern, and its beginning, which may be all that is meant."""
    if parts and parts[0]:
        yield parts[0]
    if len(re.findall("[一-鿿]", "".join(part or "" for part in parts))) >= FEWEST:
        fixed = (_ACCESS_KEY.sub("", part) if part is not None else None for part in parts)
        yield re.compile("".join(".{1,12}" if part is None else re.escape(part) for part in fixed))


def _leaves(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for each in value.values():
            yield from _leaves(each)
    elif isinstance(value, list):
        for each in value:
            yield from _leaves(each)


def _qt_words() -> Iterator[str]:
    translator = QTranslator()
    assert translator.load("qtbase_zh_CN", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath))
    for context, words in _CONTEXT_WORDS:
        yield translator.translate(context, words)

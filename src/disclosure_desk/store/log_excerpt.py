"""The log as a stranger may read it: when, how grave, from which module, and the program's own fixed words alone.

What is kept is what is known to be harmless; nobody has to think of everything that might be harmful. A message keeps
its beginning as far as it is plain English, which is how the program's messages are written, and what was put into it
(names, paths, figures, quoted text) begins with something else. A trace keeps the kinds of errors and the places in the
code; the sentence of an error, which may name an agency or a file, is left out.
"""

import builtins
import re
from collections.abc import Iterator

_RECORD = re.compile(r"(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d,\d{3}) (DEBUG|INFO|WARNING|ERROR|CRITICAL) ([\w.]+): (.*)")
_FRAME = re.compile(r'\s+File "(.*)", line (\d+)(?:, in (.*))?')
_ERROR = re.compile(r"(?:\s*\|\s*)?([A-Za-z_][A-Za-z0-9_.]*)(?::.*)?")
_PLAIN = re.compile(r"[a-z][a-z ,;'-]*")
_CODE = re.compile(
    r"(?:.*[\\/])?((?:disclosure_desk|site-packages|python3[\d.]*(?:\.zip)?)[\\/][A-Za-z0-9_.\\/-]+\.pyc?)"
)
_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*|<(?:module|lambda|listcomp|genexpr)>")
_HEADINGS = (
    "Traceback (most recent call last):",
    "During handling of the above exception, another exception occurred:",
    "The above exception was the direct cause of the following exception:",
)
_LIBRARIES = (
    "disclosure_desk", "alembic", "fontTools", "openpyxl", "PIL", "PySide6", "reportlab", "shiboken6", "sqlalchemy",
    "sqlite3", "zipfile", "json", "filelock", "tomllib", "xml",
)  # fmt: skip
LEFT_OUT = "…"


def excerpt(log: str) -> str:
    """Reduce a log to what may be given away; a line that is of no known kind is left out."""
    return "".join(f"{line}\n" for line in _lines(log))


def _lines(log: str) -> Iterator[str]:
    for line in log.splitlines():
        record = _RECORD.fullmatch(line)
        kept = _record(*record.groups()) if record else _of_a_trace(line)
        if kept:
            yield kept


def _record(when: str, level: str, logger: str, message: str) -> str:
    return f"{when} {level} {logger if _is_library(logger) else LEFT_OUT}: {_plain(message, logger)}"


def _plain(message: str, logger: str) -> str:
    """The beginning of our own message; of another library's nothing, its words are not ours to answer for."""
    if logger.partition(".")[0] != "disclosure_desk":
        return LEFT_OUT
    beginning = _PLAIN.match(message)
    kept = beginning[0] if beginning else ""
    rest = message[len(kept) :]
    if rest and not rest.startswith(":"):
        kept = kept[: kept.rfind(" ") + 1]  # half a word may be the beginning of something put in
    return f"{kept}{LEFT_OUT}" if rest else kept


def _of_a_trace(line: str) -> str:
    if line.strip() in _HEADINGS:
        return line.strip()
    frame = _FRAME.fullmatch(line)
    if frame:
        return _frame(*frame.groups())
    error = _ERROR.fullmatch(line)
    return f"{error[1]}: {LEFT_OUT}" if error and _is_error(error[1]) else ""


def _frame(path: str, line: str, function: str | None) -> str:
    """Where in the code, from the library's folder on: what is before it names the user."""
    code = _CODE.fullmatch(path)
    name = function if function and _NAME.fullmatch(function) else LEFT_OUT
    return f"  {code[1] if code else LEFT_OUT}:{line} {name}"


def _is_error(name: str) -> bool:
    kind = getattr(builtins, name, None)
    return (isinstance(kind, type) and issubclass(kind, BaseException)) or ("." in name and _is_library(name))


def _is_library(dotted: str) -> bool:
    return dotted.isascii() and dotted.partition(".")[0] in _LIBRARIES

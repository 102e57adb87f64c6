"""``python -m tools.manual [html|pdf|all] [OUT]``: makes the manual, by default into ``build/manual``."""

import re
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

from tools.environment import ROOT, executable, prepare
from tools.manual.freshness import BUILT, note_state
from tools.telling import SetUpError, tell

PDF = "使用手册.pdf"
_NEEDS = {"html": ("runtime", ("markdown_it",)), "pdf": ("dev", ("markdown_it", "pikepdf", "PIL", "pypandoc", "typst"))}
_NEEDS["all"] = _NEEDS["pdf"]


def main(arguments: list[str]) -> int:
    """Makes what is asked for; returns the exit status."""
    kind, out, *more = (*arguments, *("all", str(BUILT))[len(arguments) :])
    if kind not in _NEEDS or more:
        print(__doc__)
        return 2
    lock, modules = _NEEDS[kind]
    if not all(find_spec(module) for module in modules):
        return _inside_the_environment(lock, [kind, out])
    make(kind, Path(out))
    return 0


def make(kind: str, out: Path) -> None:
    """Makes the page, the PDF or both; only here are the libraries loaded that a bare Python lacks."""
    if kind in {"html", "all"}:
        from tools.manual.web_page import write_web_page  # noqa: PLC0415

        write_web_page(out, version())
        if out.resolve() == BUILT.resolve():
            note_state()
    if kind in {"pdf", "all"}:
        from tools.manual.printed_book import write_pdf  # noqa: PLC0415

        write_pdf(out / PDF, version())


def version() -> str:
    """The program's version, read from its source: the manual needs no installed program."""
    text = (ROOT / "src" / "disclosure_desk" / "__init__.py").read_text(encoding="utf-8")
    found = re.search(r'__version__ = "([^"]+)"', text)
    if found is None:
        raise SetUpError("The package names no version.", "程序没有写明版本。")
    return found[1]


def _inside_the_environment(lock: str, arguments: list[str]) -> int:
    """Does the same with the checkout's own Python, which has what this one lacks."""
    if Path(sys.prefix).resolve() == executable("python").parents[1].resolve():
        tell("This environment lacks what makes the manual.", "运行环境中缺少制作手册所需的组件。")
        return 2
    try:
        prepare(lock)
    except SetUpError as error:
        tell(error.english, error.chinese)
        return 2
    command = [str(executable("python")), "-m", "tools.manual", *arguments]
    return subprocess.run(command, cwd=ROOT, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

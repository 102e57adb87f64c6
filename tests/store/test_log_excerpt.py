"""What of the log may be given away: the program's fixed words and places in the code, never what was put into them."""

import ast
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import disclosure_desk
from disclosure_desk.store.log_excerpt import LEFT_OUT, excerpt

WHEN = "2026-01-12 10:32:00,123"
TRACE = f"""{WHEN} ERROR disclosure_desk.gui.writer: a piece of work could not be committed
Traceback (most recent call last):
  File "C:\\Users\\某某\\AppData\\Local\\Programs\\DisclosureDesk\\app\\site-packages\\disclosure_desk\\gui\\writer.py", line 12, in go
    commit("示例区交警大队")
    ~~~~~~^^^^^^
  File "/srv/moumou/disclosure_desk/秘密/moumou/note.py", line 3, in 保存
  File "/srv/moumou/disclosure_desk/moumou/site-packages/sqlalchemy/engine/base.py", line 1967, in _exec
sqlalchemy.exc.OperationalError: (sqlite3.OperationalError) 7654321
第二行：某某 7654321
moumou: 7654321

During handling of the above exception, another exception occurred:

ValueError: invalid literal for int(): '7654321'
disclosure_desk.errors.UnwritableFile: 文件夹“C:\\Users\\某某\\桌面”不能写入。
KeyboardInterrupt
"""  # noqa: E501  as a log has it


def test_that_a_trace_keeps_places_and_kinds_and_nothing_else() -> None:
    assert excerpt(TRACE).splitlines() == [
        f"{WHEN} ERROR disclosure_desk.gui.writer: a piece of work could not be committed",
        "Traceback (most recent call last):",
        "  disclosure_desk\\gui\\writer.py:12 go",
        "  …:3 …",
        "  site-packages/sqlalchemy/engine/base.py:1967 _exec",
        "sqlalchemy.exc.OperationalError: …",
        "During handling of the above exception, another exception occurred:",
        "ValueError: …",
        "disclosure_desk.errors.UnwritableFile: …",
        "KeyboardInterrupt: …",
    ]


@pytest.mark.parametrize(
    ("message", "kept"),
    [
        ("the preview failed", "the preview failed"),
        ("copy of the day: desk-daily-20260112.sqlite", "copy of the day…"),
        ("settings could not be read: C:\\Users\\Mou Mou\\settings.json", "settings could not be read…"),
        ("no copy or note before version 0.1.0: 某某", "no copy or note before version …"),
        ("Moumou was here", "…"),
        ("示例区交警大队", "…"),
    ],
)
def test_that_a_message_is_kept_up_to_what_was_put_into_it(message: str, kept: str) -> None:
    assert excerpt(f"{WHEN} INFO disclosure_desk.settings: {message}\n") == (
        f"{WHEN} INFO disclosure_desk.settings: {kept}\n"
    )


def test_that_the_words_of_other_libraries_are_left_out() -> None:
    assert excerpt(f"{WHEN} WARNING alembic.runtime: moumou\n{WHEN} INFO moumou.de: hello\n").splitlines() == [
        f"{WHEN} WARNING alembic.runtime: {LEFT_OUT}",
        f"{WHEN} INFO {LEFT_OUT}: {LEFT_OUT}",
    ]


@given(st.text(), st.sampled_from([WHEN + " ERROR disclosure_desk.app: ", "", "ValueError: ", '  File "']))
def test_that_no_chinese_and_no_long_figure_comes_through(text: str, before: str) -> None:
    kept = excerpt(f"{before}{text}张三 7654321\n")
    assert "张三" not in kept
    assert "7654321" not in kept


WORDS_PUT_IN = {
    "the chosen font for %s is not installed any more; the bundled one is used",  # the name of a role
}


def _messages() -> list[str]:
    """Every message that the program logs, as it is written in the code."""
    found = []
    for file in Path(disclosure_desk.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                of = node.func.value
                if isinstance(of, ast.Name) and of.id == "_log":
                    assert isinstance(node.args[0], ast.Constant), f"{file.name}: a fixed message, please"
                    found.append(str(node.args[0].value))
    return found


def test_that_every_message_puts_in_what_varies_behind_a_mark_where_the_excerpt_ends() -> None:
    messages = _messages()
    assert len(messages) > 10
    loose = [
        text for text in messages if re.match("[a-z ,;'-]*%", text) and not re.match("[a-z ,;'-]*version %s", text)
    ]
    assert set(loose) == WORDS_PUT_IN

"""What the manual says about menus, words on the screen, keys and commands is so in the program."""

import re
from collections.abc import Iterator

import pytest
import typer

from disclosure_desk.cli.program import program
from disclosure_desk.gui.menus import MENUS, Entry
from disclosure_desk.gui.palette import bare
from disclosure_desk.gui.shortcut_sheet import table_lines
from tests.manual.shown_words import is_shown
from tools.manual.chapters import KEY, MENU_STEP, Chapter, chapters

CHAPTERS = chapters()
ALLOWED_WORDS: dict[str, str] = {}
"""Words in 「」 that the program does not have, and why they may stand there all the same."""
KEYS_OF_OTHERS = {
    "Win+I": "the settings of Windows",
    "Ctrl": "held while the wheel is turned",
    "Enter": "in every dialog and text",
    "Backspace": "in every text",
    "Tab": "in every dialog and text",
    "Esc": "in every dialog",
    "Shift+Enter": "one line up in a table",
    "Shift+Tab": "back in a table and in a dialog",
    "Ctrl+A": "in every text and table",
}
"""Keys that the menus do not have, and whose they are."""


def menu_paths() -> set[str]:
    """Every line of the menus; those of the six sections are called by their headings, and have no path here."""
    return {
        bare(menu.words) + MENU_STEP + bare(entry.words)
        for menu in MENUS
        for entry in menu.entries
        if isinstance(entry, Entry) and not re.fullmatch(r"section\d", entry.name)
    }


def entry_at(path: str) -> Entry:
    menu_words, words = path.split(MENU_STEP)
    return next(
        entry
        for menu in MENUS
        if bare(menu.words) == menu_words
        for entry in menu.entries
        if isinstance(entry, Entry) and bare(entry.words) == words
    )


def found(pattern: str) -> Iterator[tuple[Chapter, tuple[str, ...]]]:
    for chapter in CHAPTERS:
        for match in re.finditer(pattern, chapter.text):
            yield chapter, match.groups()


def test_that_every_menu_path_of_the_manual_is_in_the_menus() -> None:
    known = menu_paths()
    named = [(chapter.name, path) for chapter, (path,) in found(r"\*\*([^*\n]* › [^*\n]*)\*\*")]
    assert len(named) > 30
    assert [(name, path) for name, path in named if path not in known] == []


def test_that_a_menu_path_is_always_written_as_one() -> None:
    loose = [(each.name, line) for each in CHAPTERS for line in each.text.splitlines() if line.count(MENU_STEP)]
    unmarked = [(name, line) for name, line in loose if MENU_STEP in re.sub(r"\*\*[^*]* › [^*]*\*\*", "", line)]
    assert unmarked == []


def test_that_every_word_on_the_screen_is_one_that_the_program_shows() -> None:
    named = [(chapter.name, words) for chapter, (words,) in found("「([^「」\n]+)」")]
    assert len(named) > 100
    assert [(name, words) for name, words in named if words not in ALLOWED_WORDS and not is_shown(words)] == []


@pytest.mark.parametrize("words", ["立即保存", "另存为", "新建报告书", "改成 25.1", "重试一次"])
def test_that_a_word_which_the_program_does_not_have_would_be_noticed(words: str) -> None:
    assert not is_shown(words)


@pytest.mark.parametrize("words", ["新建", "改为 25.1", "以只读方式打开", "校验", "插入收费情况一句"])
def test_that_a_word_which_the_program_has_is_found(words: str) -> None:
    assert is_shown(words)


def test_that_every_key_of_the_manual_is_bound() -> None:
    bound = {key for menu in MENUS for entry in menu.entries if isinstance(entry, Entry) for key in entry.keys}
    bound |= {key for _, keys in table_lines() for key in keys.split(" ")}
    named = {key for _, (key,) in found("`([^`\n]+)`") if KEY.fullmatch(key)}
    assert len(named) > 30
    assert named - bound - KEYS_OF_OTHERS.keys() == set()


def test_that_a_key_beside_a_menu_path_is_that_entrys() -> None:
    one = r"\*\*([^*\n]+ › [^*\n]+)\*\*，(?:或|也可以)按 `([^`]+)`"
    other = r"按 `([^`]+)`，或用 \*\*([^*\n]+ › [^*\n]+)\*\*"
    pairs = [pair for _, pair in found(one)] + [(path, key) for _, (key, path) in found(other)]
    assert len(pairs) > 5
    assert [(path, key) for path, key in pairs if key not in entry_at(path).keys] == []


def test_that_the_appendix_says_what_each_key_does() -> None:
    (appendix,) = (each for each in CHAPTERS if each.headings[0].words == "附录")
    rows = re.findall(r"^\| ((?:`[^`]+`、?)+) \| ([^|]+?) \|$", appendix.text, re.MULTILINE)
    keys_of = {_plain(entry.words): entry.keys for menu in MENUS for entry in menu.entries if isinstance(entry, Entry)}
    said = []
    for keys, words in rows:
        named = re.findall("`([^`]+)`", keys)
        if all(KEY.fullmatch(key) for key in named) and len(named) == 1:
            said.append((named[0], _plain(words.partition("；")[0])))
    assert len(said) > 12
    spelt_out = {_plain("键盘转到目录、页面、侧栏"): "转到下一区域"}
    assert [(key, words) for key, words in said if key not in keys_of.get(spelt_out.get(words, words), ())] == []


def test_that_every_command_of_the_manual_is_one_of_the_command_line() -> None:
    group = typer.main.get_command(program)
    commands = set(getattr(group, "commands", {}))
    named = {command for _, (command,) in found(r"disclosure-desk ([a-z-]+)")}
    assert named
    assert named - commands == set()


def _plain(words: str) -> str:
    """Words without what only punctuates them: 标为待核实，或取消 is 标为待核实或取消."""
    return re.sub(r"[，、（）…\s]|\(&.\)", "", words)

"""The pictures of the manual show the program as it is: each is taken anew and compared with the one that is kept."""

import json
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from PIL import Image, ImageDraw

from installer.wine.manual_pictures import PREFIX, SHOWN, STAMP, sums
from tests.manual.pictures_compared import letters_differ, shapes_differ, words_differ
from tools.environment import ROOT
from tools.manual.chapters import SOURCE, chapters

KEPT = SOURCE / "pictures"
LARGEST_FOLDER = 4_000_000


def kept_words() -> dict[str, list[list[int | str]]]:
    words: dict[str, list[list[int | str]]] = json.loads((SOURCE / "pictures.json").read_text(encoding="utf-8"))
    return words


def names() -> set[str]:
    """Of the pictures of the window; those of the set-up program are taken under Wine."""
    return {file.stem for file in KEPT.iterdir()} - of_set_up()


def of_set_up() -> set[str]:
    return {f"{PREFIX}{name}" for name in SHOWN}


def test_that_every_picture_is_listed_used_and_kept_and_none_is_left_over() -> None:
    listed = tomllib.loads((SOURCE / "pictures.toml").read_text(encoding="utf-8"))["picture"]
    used = {name for each in chapters() for name in re.findall(r"!\[[^\]]*\]\(pictures/([^)]+)\.png\)", each.text)}
    assert len(used) > 20
    assert {picture["name"] for picture in listed} == names()
    assert len(listed) == len(names())
    assert used == names() | of_set_up()
    assert kept_words().keys() == names()
    assert all(picture["shows"].strip() for picture in listed)


def test_that_the_pictures_of_set_up_are_of_the_script_as_it_is() -> None:
    noted = json.loads(STAMP.read_text(encoding="utf-8"))
    assert noted == sums(), "Take them anew and look at them: python -m installer.wine.manual_pictures BUILD"


def test_that_every_picture_says_in_words_what_it_shows() -> None:
    told = [words for each in chapters() for words in re.findall(r"!\[([^\]]*)\]", each.text)]
    assert told
    assert all(words.strip() for words in told)


def test_that_the_pictures_are_small_files() -> None:
    assert sum(file.stat().st_size for file in KEPT.iterdir()) < LARGEST_FOLDER


def test_that_no_picture_shows_a_folder_of_whoever_took_it() -> None:
    said = " ".join(str(run[2]) for runs in kept_words().values() for run in runs)
    assert re.findall(r"/[a-z]+/\w|[A-Z]:\\", said) == []


@pytest.mark.slow
def test_that_every_picture_shows_the_program_as_it_is(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "docs.manual_pictures", str(tmp_path / "pictures"), str(tmp_path / "words.json")]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=300)
    assert done.returncode == 0, done.stderr
    taken = json.loads((tmp_path / "words.json").read_text(encoding="utf-8"))
    kept = kept_words()
    assert taken.keys() == kept.keys()
    # Pictures are taken on Linux. Another system sets the same typefaces a little wider or narrower.
    is_same_system = sys.platform == "linux"
    differences = {}
    for name in sorted(kept):
        told = (words_differ if is_same_system else letters_differ)(kept[name], taken[name])
        if is_same_system:
            told += shapes_differ(KEPT / f"{name}.png", tmp_path / "pictures" / f"{name}.png")
        if told:
            differences[name] = told
    assert differences == {}, "Take them anew and look at them: python -m docs.manual_pictures"


def test_that_a_changed_word_or_a_moved_one_would_be_noticed() -> None:
    runs = kept_words()["import"]
    assert words_differ(runs, runs) == []
    changed = [[x, y, str(words).replace("取消", "放弃")] for x, y, words in runs]
    assert words_differ(runs, changed) == ["gone: 取消", "new: 放弃"]
    assert letters_differ(runs, changed) != []
    moved = [[int(x) + (20 if words == "取消" else 3), y, words] for x, y, words in runs]
    assert words_differ(runs, moved) == ["moved: 取消"]


def test_that_a_button_of_another_shape_or_place_would_be_noticed_but_not_another_rasteriser(tmp_path: Path) -> None:
    kept = KEPT / "import.png"
    with Image.open(kept) as picture:
        image = picture.convert("RGB")
    softer = image.resize((image.width // 2 * 2 + 2, image.height)).resize(image.size)
    softer.save(tmp_path / "softer.png")
    assert shapes_differ(kept, tmp_path / "softer.png") == []
    ImageDraw.Draw(image).rectangle((60, 60, 200, 100), outline="#1F4E8C", width=3)
    image.save(tmp_path / "button.png")
    assert shapes_differ(kept, tmp_path / "button.png") != []
    image.crop((0, 0, image.width - 40, image.height)).save(tmp_path / "narrow.png")
    assert shapes_differ(kept, tmp_path / "narrow.png") != []

"""Whether two pictures show the same to an officer: the same words in the same places, the same shapes."""

from collections import Counter
from pathlib import Path

from PIL import Image, ImageChops

Runs = list[list[int | str]]
NEAR = 6
"""Pixels by which words may stand elsewhere on another machine."""
BLOCK = 24
"""Pixels of a picture that count as one: single strokes vanish in them, buttons do not."""
FAINT = 12
"""Difference of a block, of 255, that a typeface painted by another machine may make."""


def words_differ(kept: Runs, taken: Runs) -> list[str]:
    """What is said in only one of the pictures, or elsewhere; nothing where they agree."""
    before, now = (Counter(str(run[2]) for run in runs) for runs in (kept, taken))
    told = [f"gone: {words}" for words in before - now] + [f"new: {words}" for words in now - before]
    for words in sorted(set(before) & set(now)):
        if before[words] == now[words] and not _are_near(_where(kept, words), _where(taken, words)):
            told.append(f"moved: {words}")
    return told


def letters_differ(kept: Runs, taken: Runs) -> list[str]:
    """The same without the places, for a machine that breaks lines elsewhere."""
    before, now = (Counter("".join(str(run[2]) for run in runs)) for runs in (kept, taken))
    return [f"gone: {letter}" for letter in before - now] + [f"new: {letter}" for letter in now - before]


def shapes_differ(kept: Path, taken: Path) -> list[str]:
    """Where the pictures look different, roughly."""
    with Image.open(kept) as before, Image.open(taken) as now:
        if before.size != now.size:
            return [f"size {before.size} is now {now.size}"]
        coarse = tuple(max(1, side // BLOCK) for side in before.size)
        small = (each.convert("RGB").resize((coarse[0], coarse[1]), Image.Resampling.BOX) for each in (before, now))
        difference = ImageChops.difference(*small)
    worst = max(high for _, high in difference.getextrema())
    if worst <= FAINT:
        return []
    box = difference.point(lambda value: 255 if value > FAINT else 0).getbbox()
    return [f"looks different by {worst} within {tuple(side * BLOCK for side in box or ())}"]


def _where(runs: Runs, words: str) -> list[tuple[int, int]]:
    return sorted((int(run[1]), int(run[0])) for run in runs if run[2] == words)


def _are_near(before: list[tuple[int, int]], now: list[tuple[int, int]]) -> bool:
    return all(
        any(abs(row - other_row) <= NEAR and abs(column - other_column) <= NEAR for other_row, other_column in now)
        for row, column in before
    )

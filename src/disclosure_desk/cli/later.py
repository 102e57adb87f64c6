"""Commands that the contract names and this version does not have: they say so."""

from collections.abc import Callable

import typer

from disclosure_desk.errors import DeskError

_LATER = {"archive": "归档", "verify": "验证归档"}


def register(program: typer.Typer) -> None:
    """Adds these commands."""
    for name, spoken in _LATER.items():
        program.command(
            name,
            help=f"{spoken}（本版本没有）。",
            context_settings={"allow_extra_args": True, "ignore_unknown_options": True},
        )(_refusing(spoken))


def _refusing(spoken: str) -> Callable[..., None]:
    def refuse() -> None:
        raise DeskError(f"本版本还没有“{spoken}”命令，将在以后的版本提供。没有做任何改动。")

    return refuse

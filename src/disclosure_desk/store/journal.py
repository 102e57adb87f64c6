"""The journal of changes of one report: what was done, what was undone, in order."""

import json
from typing import Any

from sqlalchemy import Row, Select, delete, func, insert, select, update
from sqlmodel import Session

from disclosure_desk.report.changes import Change
from disclosure_desk.store.tables import table

_JOURNAL = table("change").c
_CHANGE = (_JOURNAL.label, _JOURNAL.edits, _JOURNAL.reason)


def append(session: Session, report_id: int, change: Change, made_at: str) -> None:
    """Enters a change that was made; what had been undone can no longer be made again."""
    forget_undone(session, report_id)
    last = _all(report_id).with_only_columns(func.max(_JOURNAL.sequence))
    entry = {
        "report_id": report_id,
        "sequence": (session.connection().scalar(last) or 0) + 1,
        "label": change.label,
        "edits": json.dumps(change.as_json(), ensure_ascii=False),
        "reason": change.reason,
        "made_at": made_at,
        "undone": False,
    }
    session.connection().execute(insert(table("change")), entry)


def take_back(session: Session, report_id: int) -> Change | None:
    """Marks the latest change as undone and returns what has to be applied for that; None if there is none."""
    done = _all(report_id).where(~_JOURNAL.undone).order_by(_JOURNAL.sequence.desc())
    change = _mark_first(session, report_id, done, undone=True)
    return None if change is None else change.inverted()


def make_again(session: Session, report_id: int) -> Change | None:
    """Marks the change that was undone last as done and returns it; None if there is none."""
    undone = _all(report_id).where(_JOURNAL.undone).order_by(_JOURNAL.sequence)
    return _mark_first(session, report_id, undone, undone=False)


def forget_undone(session: Session, report_id: int) -> None:
    """Drops what had been undone."""
    session.connection().execute(delete(table("change")).where(_JOURNAL.report_id == report_id, _JOURNAL.undone))


def changes(session: Session, report_id: int) -> tuple[tuple[Change, ...], tuple[Change, ...]]:
    """What was done and what was undone, each in the order of the journal."""
    entries = session.connection().execute(_all(report_id).order_by(_JOURNAL.sequence)).all()
    done = tuple(_change(entry) for entry in entries if not entry.undone)
    return done, tuple(_change(entry) for entry in entries if entry.undone)


def _all(report_id: int) -> Select[Any]:
    return select(_JOURNAL.sequence, _JOURNAL.undone, *_CHANGE).where(_JOURNAL.report_id == report_id)


def _mark_first(session: Session, report_id: int, entries: Select[Any], *, undone: bool) -> Change | None:
    entry = session.connection().execute(entries.limit(1)).first()
    if entry is None:
        return None
    marked = update(table("change")).where(_JOURNAL.report_id == report_id, _JOURNAL.sequence == entry.sequence)
    session.connection().execute(marked.values(undone=undone))
    return _change(entry)


def _change(entry: Row[Any]) -> Change:
    return Change.from_json(entry.label, json.loads(entry.edits), entry.reason)

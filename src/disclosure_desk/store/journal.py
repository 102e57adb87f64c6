"""The journal of changes of one report: what was done, what was undone, in order."""

import json

from sqlmodel import Session, col, delete, select

from disclosure_desk.report.changes import Change
from disclosure_desk.store.tables import ChangeRow


def append(session: Session, report_id: int, change: Change, made_at: str) -> None:
    """Enters a change that was made; what had been undone can no longer be made again."""
    forget_undone(session, report_id)
    last = _last_done(session, report_id)
    entry = ChangeRow(
        report_id=report_id,
        sequence=last.sequence + 1 if last else 1,
        label=change.label,
        edits=json.dumps(change.as_json(), ensure_ascii=False),
        reason=change.reason,
        made_at=made_at,
    )
    session.add(entry)


def take_back(session: Session, report_id: int) -> Change | None:
    """Marks the latest change as undone and returns what has to be applied for that; None if there is none."""
    last = _last_done(session, report_id)
    if last is None:
        return None
    last.undone = True
    return _change(last).inverted()


def make_again(session: Session, report_id: int) -> Change | None:
    """Marks the change that was undone last as done and returns it; None if there is none."""
    undone = select(ChangeRow).where(ChangeRow.report_id == report_id, col(ChangeRow.undone))
    first = session.exec(undone.order_by(col(ChangeRow.sequence)).limit(1)).first()
    if first is None:
        return None
    first.undone = False
    return _change(first)


def forget_undone(session: Session, report_id: int) -> None:
    """Drops what had been undone."""
    session.exec(delete(ChangeRow).where(col(ChangeRow.report_id) == report_id, col(ChangeRow.undone)))


def changes(session: Session, report_id: int) -> tuple[tuple[Change, ...], tuple[Change, ...]]:
    """What was done and what was undone, each in the order of the journal."""
    entries = session.exec(
        select(ChangeRow).where(ChangeRow.report_id == report_id).order_by(col(ChangeRow.sequence))
    ).all()
    done = tuple(_change(entry) for entry in entries if not entry.undone)
    return done, tuple(_change(entry) for entry in entries if entry.undone)


def _last_done(session: Session, report_id: int) -> ChangeRow | None:
    done = select(ChangeRow).where(ChangeRow.report_id == report_id, ~col(ChangeRow.undone))
    return session.exec(done.order_by(col(ChangeRow.sequence).desc()).limit(1)).first()


def _change(entry: ChangeRow) -> Change:
    return Change.from_json(entry.label, json.loads(entry.edits), entry.reason)

"""The states of a report and the ways between them."""

from enum import StrEnum


class State(StrEnum):
    """How far a report has come."""

    DRAFT = "draft"
    IN_REVIEW = "in_review"
    FINAL = "final"
    PUBLISHED = "published"
    ARCHIVED = "archived"

    @property
    def spoken(self) -> str:
        """What the officer calls it."""
        return _SPOKEN[self]

    @property
    def is_open(self) -> bool:
        """Whether figures and texts may still change."""
        return self in (State.DRAFT, State.IN_REVIEW)


_SPOKEN = {
    State.DRAFT: "草稿",
    State.IN_REVIEW: "送签",
    State.FINAL: "定稿",
    State.PUBLISHED: "已公开",
    State.ARCHIVED: "归档",
}

FOLLOWING = {
    State.DRAFT: (State.IN_REVIEW, State.FINAL),
    State.IN_REVIEW: (State.DRAFT, State.FINAL),
    State.FINAL: (State.PUBLISHED, State.ARCHIVED),
    State.PUBLISHED: (State.ARCHIVED,),
    State.ARCHIVED: (),
}
"""Which states may follow. History ends at final: nothing leads back from there."""

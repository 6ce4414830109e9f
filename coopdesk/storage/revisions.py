"""The schemas that this program knows, oldest first, by the names of their migrations."""

REVISIONS: tuple[str, ...] = ("0001", "0002", "0003")
HEAD = REVISIONS[-1]

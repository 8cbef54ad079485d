"""May this pull request ship: statuses, exceptions, whom it hits, the verdict (DESIGN §4, SEMANTICS §7)."""

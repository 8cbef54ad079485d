"""May this pull request ship: Git, the catalog's graph and governance joined (DESIGN §4)."""

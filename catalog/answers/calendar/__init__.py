"""When vendors' releases come and go, and whom that hits."""

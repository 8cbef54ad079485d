"""Who depends on whom, and whom a change reaches: pure, on descriptors and contracts."""

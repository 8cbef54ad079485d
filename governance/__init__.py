"""Is it good, may it ship: pure judgements over contracts."""

"""Complete messages that prove a finding: one release accepts them, the other rejects them."""

"""Which fields each object of each specification has: tables, and nothing else."""

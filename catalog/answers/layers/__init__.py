"""Who calls whom across the layers, and which rules that breaks."""

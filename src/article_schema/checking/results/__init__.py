"""Results: what a check comes to, for one file and for a run."""

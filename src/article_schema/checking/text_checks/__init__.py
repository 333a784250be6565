"""Text checks: faults of how a file is written, which its data no longer show."""

"""The fast path: valid files are matched against one pattern, and nothing else is done."""

"""The engine: from the bytes of one file to its findings."""

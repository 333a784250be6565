"""Discovery: the files that a check looks at."""

"""Open documents: an article file that is read, changed and saved."""

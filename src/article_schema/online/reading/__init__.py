"""Reading: what the first bytes and the headers of a response say."""

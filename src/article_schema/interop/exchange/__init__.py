"""Exchange: how records become what other formats hold, and what is lost on the way."""

"""Exchanging: the subcommands that bring articles to other formats and back."""

"""Adopting: the first configuration of a site that has none, proposed from its files."""

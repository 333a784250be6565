"""Adopting: what sets the checks of a site up."""

"""Configuration: what a site has written down, and the settings that come of it."""

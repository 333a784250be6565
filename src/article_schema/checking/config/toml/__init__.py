"""TOML: the places of keys in a text, which the reader of TOML does not tell."""

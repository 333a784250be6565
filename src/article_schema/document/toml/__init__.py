"""TOML: its data by the reader of the standard library, its places and its edits."""

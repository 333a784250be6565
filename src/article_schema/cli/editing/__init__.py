"""The commands that read and change values by route: `get`, `set`, `unset`, `rename-key`."""

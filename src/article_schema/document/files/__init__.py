"""Files: how they are opened, read, named and replaced."""

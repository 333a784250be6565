"""The workspace: what the files of a folder have to do with each other."""

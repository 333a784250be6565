"""The command `check`, in parts."""

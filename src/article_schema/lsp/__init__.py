"""The language server: what the checker knows, at the cursor of an editor."""

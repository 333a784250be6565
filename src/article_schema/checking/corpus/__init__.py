"""The corpus: rules about several files together."""

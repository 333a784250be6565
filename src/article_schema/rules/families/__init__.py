"""The families of rules: a module for each, with all that belongs to a rule."""

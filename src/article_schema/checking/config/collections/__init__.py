"""Collections: kinds of files, each with a model and settings of its own."""

"""Answers: what the server says about a place in a document, or about the whole of it."""

"""What edits can be made together, and the proof that their text means what was intended."""

"""What a file is: its text, fences, nodes and spans. This room knows no article."""

"""What an article is: attrs classes and the facets of their fields. This room knows no file."""

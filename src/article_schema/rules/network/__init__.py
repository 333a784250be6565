"""What the network says of the URLs and hosts of a file: the rules of the family NET."""

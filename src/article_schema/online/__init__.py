"""Online: whether the URLs of files answer, and whether what they answer is what the files say."""

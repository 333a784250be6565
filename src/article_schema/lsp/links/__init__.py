"""Links: what is known of the addresses in documents, and asking about one."""

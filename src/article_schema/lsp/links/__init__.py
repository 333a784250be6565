"""Links: what is known of the addresses and files that documents name, and asking about one."""

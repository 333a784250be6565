"""Many documents and records: they are read one by one, filtered, sorted, saved and exported."""

"""Scale: archives of many articles in few files, checked by one process or by a cluster."""

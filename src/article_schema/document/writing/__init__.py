"""Writing: plain data as text in house style."""

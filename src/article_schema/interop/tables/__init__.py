"""Tables: records as rows of typed columns, for Arrow, Parquet and databases."""

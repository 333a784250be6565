"""The JSON Schema of a model, and validation of plain data with it; the only home of jsonschema."""

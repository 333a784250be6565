"""Selecting: expressions over the typed fields of a record, such as `type == "video"`.

They are read by a parser of their own, and nothing in them is ever evaluated as code.
"""

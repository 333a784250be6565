"""Cursors: which key or value somebody is about to write, in each language of data.

They look at the text alone, so they work while a file is broken, as each is while somebody types.
"""

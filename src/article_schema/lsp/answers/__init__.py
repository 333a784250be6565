"""Answers: what the server says about a place in a document, or about the whole of it.

The server imports each module when it is asked for the first time: what is not asked for keeps
nobody waiting for the first diagnostics.
"""

#: The kind of the action that makes all safe fixes of a document, which clients run on save.
FIX_ALL = "source.fixAll.article-schema"

#: The command that asks the network about an address of a document.
VERIFY = "article-schema.verify"

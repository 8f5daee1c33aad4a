"""Results: a run as files and as plain tables.

Here live their names and bytes; how a folder is written whole, and any reckoning, never do.
"""

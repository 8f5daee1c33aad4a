"""Results: a run as the files of a result folder, and as plain tables.

Here live their names and bytes; how a folder is written whole, and any reckoning, never do.
"""

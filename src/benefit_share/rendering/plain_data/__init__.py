"""Plain data: statements and summaries as JSON, and read back from it.

Here live the shapes of both ways; no sentence does.
"""

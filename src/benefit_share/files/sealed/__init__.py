"""Sealed folders: the public and the restricted files of a run, written and read back.

Here live their files; commitments, rows and signatures never do: that is `seal`.
"""

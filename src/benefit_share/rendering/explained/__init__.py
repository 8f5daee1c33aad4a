"""Explained: formulas, claims, ranks and conditions in words to check by hand.

Here live single figures with their reasons; whole pages never do.
"""

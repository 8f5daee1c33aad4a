"""Paper: slips, the notice for the board and the one-card list, set by templates.

Here live the data of the templates; the templates themselves stand in `pages`.
"""

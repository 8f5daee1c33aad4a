"""Tables: bytes become typed columns, each fault with its row, whatever wrote the file.

Here live what tables a case and an audit have, the reader of CSV, columns, cells and rows; what
rows of two tables mean together never does.
"""

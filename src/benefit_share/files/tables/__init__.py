"""Tables: bytes become typed columns, each fault with its row, whatever wrote the file.

Here live what tables a case has, the reader of CSV, cells and rows; what rows of two tables mean
together never does.
"""

"""Cases: plan, head and tables, in a folder or a workbook, read and held against one another.

Here live the reader of a case, its checks between tables, and the files of a new one; how a
single file is read never does.
"""

"""Exchange with other systems: a case as one JSON document, a run as books or as a data package.

Here live the forms in which what the library knows goes into other programs; how a document is read
back lives with the other forms of a case in `cases`, and any arithmetic never does.
"""

"""Exchange with other systems: a case as one JSON document, a run as books or as a data package.

Here live the forms in which what the library knows goes into other programs and comes back; what a
case means, and any arithmetic, never does.
"""

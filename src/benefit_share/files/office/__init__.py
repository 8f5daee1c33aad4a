"""The office: the folder of a distribution, its living journal, and what is done about a run.

Here live the acts of a procedure as files and entries; what may be done when never does: that is
`procedure`.
"""

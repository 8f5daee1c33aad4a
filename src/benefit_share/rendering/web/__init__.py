"""The web: the notice and the verifier as files that hold all they need.

Here live the pages put together; their scripts and style sheets stand in `pages`.
"""

"""Words: the sentences of each language, and how it writes numbers, amounts and code words.

Here live the catalogues; what is said on which page never does.
"""

"""The contract between training and the editor: text rules, vocabulary, bundles, counts.

Standard library only. Both sides import this room; it imports neither.
"""

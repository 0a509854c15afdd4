"""The general counts of a bundle: what their writer and their reader must agree on.

A file in the safetensors layout with ``words`` (V,), the distribution without a context, and for
each order n from 2 to ``ORDER`` the arrays ``contexts_n`` (C,), ascending keys of n - 1 ids of
``BITS`` bits each, the last id lowest; ``starts_n`` (C + 1,), where each context's followers begin;
``ids_n`` (N,) and ``shares_n`` (N,), s standing for exp(-STEP * s). What a context's shares leave
of 1 belongs to the context that is one word shorter.
"""

FILE = "general_counts.safetensors"
"""Its name in a bundle; a bundle may do without."""
ORDER = 4
BITS = 16
STEP = 0.05
MOST_BYTES = 8_000_000

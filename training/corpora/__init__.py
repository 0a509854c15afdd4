"""Where text for training comes from: corpora on disk, published ones, token streams."""

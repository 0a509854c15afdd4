"""A person's profiles on disk: kept, trained again, their sources, what is said of a training."""

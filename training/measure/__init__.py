"""What a model is worth: scores, protocols of comparison, benchmarks, intervals."""

"""The prediction path: from the text before the cursor to a suggestion. Knows nothing of Qt or torch."""

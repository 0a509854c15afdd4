"""The prediction path: from the text before the cursor to a suggestion. No Qt, no torch."""

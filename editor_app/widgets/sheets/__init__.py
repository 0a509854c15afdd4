"""The sheets beside the page: preferences, practice, insights, about, questions."""

"""A person's profile: the target vocabulary, the strategies of transfer and what they gained."""

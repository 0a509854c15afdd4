"""Everything about learning from the person: wizard, profiles, what was learned."""

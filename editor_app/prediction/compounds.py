"""A compound's rest ("well-kn") from two sides: whole compounds that are known, and its parts.

What stands behind the hyphen is a word as the model expects it there, or the end of a compound that
is used as one; each has half a say where both have something to say. Knows rankings, neither model
nor words.
"""

from dataclasses import replace

from editor_app.prediction.ranking import Candidate, Ranked


def of_both(whole: Ranked, parts: Ranked, head: str, count: int) -> Ranked:
    """The best ``count`` of the ``whole`` compounds and of the ``parts`` that go on behind
    ``head``, which ends with a hyphen."""
    joined = [replace(each, surface=head + each.surface) for each in parts.candidates]
    if not whole.candidates:
        return Ranked(joined, parts.finished, parts.mass)
    if not joined:
        return whole
    found: dict[str, Candidate] = {}
    for each in (*whole.candidates, *joined):
        key, chance = each.surface.lower(), 0.5 * each.probability
        if key in found:
            chance += found[key].probability
        found[key] = replace(found.get(key, each), probability=chance)
    best = sorted(found.values(), key=lambda each: -each.probability)[:count]
    finished = (whole.finished + parts.finished) / 2.0
    return Ranked(best, finished, (whole.mass + parts.mass) / 2.0)

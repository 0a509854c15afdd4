"""The sampled loss against the full one, and its gradients against autograd's."""

import numpy as np
import pytest
import torch

from training.network.softmax import WordSampler, inclusion_probabilities, sampled_loss

VOCABULARY, WIDTH, TOKENS = 60, 8, 20


def problem(sample: np.ndarray, inclusion: np.ndarray) -> tuple[torch.Tensor, ...]:
    torch.manual_seed(1)
    hidden = torch.randn(TOKENS, WIDTH)
    words, bias = torch.randn(VOCABULARY, WIDTH), torch.randn(VOCABULARY)
    targets = torch.randint(0, VOCABULARY, (TOKENS,))
    place = torch.full((VOCABULARY,), -1)
    place[torch.from_numpy(sample)] = torch.arange(len(sample))
    picked = torch.from_numpy(sample)
    correction = torch.from_numpy(np.log(inclusion[sample])).float()
    return hidden, words, bias, targets, place[targets], picked, correction


def test_with_all_words_it_is_the_full_softmax() -> None:
    every = np.arange(VOCABULARY)
    hidden, words, bias, targets, hit, picked, zero = problem(every, np.ones(VOCABULARY))
    parts = [hidden, words[targets], bias[targets], words[picked], bias[picked] - zero]
    inputs = [part.clone().requires_grad_() for part in parts]
    loss = sampled_loss(*inputs, hit)
    expected_hidden = hidden.clone().requires_grad_()
    expected = torch.nn.functional.cross_entropy(expected_hidden @ words.T + bias, targets)
    assert loss.item() == pytest.approx(expected.item(), rel=1e-5)
    loss.backward()
    expected.backward()
    assert inputs[0].grad is not None and expected_hidden.grad is not None
    assert torch.allclose(inputs[0].grad, expected_hidden.grad, atol=1e-6)


def test_gradients_are_autograds() -> None:
    sampler = WordSampler(np.arange(VOCABULARY, 0, -1.0) ** 2, 20)
    sample = sampler.draw(np.random.default_rng(0))
    hidden, words, bias, targets, hit, picked, correction = problem(sample, sampler.inclusion)
    parts = [hidden, words[targets], bias[targets], words[picked], bias[picked] - correction]
    ours = [part.clone().requires_grad_() for part in parts]
    theirs = [part.clone().requires_grad_() for part in parts]
    loss = sampled_loss(*ours, hit)
    h, t, tb, s, sb = theirs
    right = (h * t).sum(1) + tb
    logits = h @ s.T + sb
    mask = torch.zeros_like(logits, dtype=torch.bool)
    mask[hit >= 0, hit[hit >= 0]] = True
    both = torch.cat((right[:, None], logits.masked_fill(mask, -torch.inf)), 1)
    expected = (both.logsumexp(1) - right).mean()
    assert loss.item() == pytest.approx(expected.item(), rel=1e-5)
    for a, b in zip(
        torch.autograd.grad(loss, ours), torch.autograd.grad(expected, theirs), strict=True
    ):
        assert torch.allclose(a, b, atol=1e-6)


def test_inclusion_probabilities_sum_to_the_sample_size() -> None:
    counts = 1e6 / np.arange(1, 1001)
    inclusion = inclusion_probabilities(counts, 100, 0.75)
    assert inclusion.sum() == pytest.approx(100)
    assert inclusion.max() == 1.0 and inclusion.min() > 0
    assert np.all(np.diff(inclusion) <= 1e-12)


def test_words_are_drawn_as_often_as_promised_and_never_twice() -> None:
    sampler = WordSampler(1e4 / np.arange(1, 201.0), 40)
    random = np.random.default_rng(5)
    seen = np.zeros(200)
    for _ in range(4000):
        sample = sampler.draw(random)
        assert len(np.unique(sample)) == 40
        seen[sample] += 1
    assert np.allclose(seen / 4000, sampler.inclusion, atol=0.05)


def test_the_estimate_of_the_sum_is_unbiased() -> None:
    random = np.random.default_rng(7)
    scores = np.exp(random.normal(size=500))
    sampler = WordSampler(1e4 / np.arange(1, 501.0), 120)
    estimates = [
        (scores[s] / sampler.inclusion[s]).sum()
        for s in (sampler.draw(random) for _ in range(3000))
    ]
    assert np.mean(estimates) == pytest.approx(scores.sum(), rel=0.01)

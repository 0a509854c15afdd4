"""Our LSTM layer against PyTorch's own, forward and backward."""

import pytest
import torch

from training.network.recurrence import lstm_layer


@pytest.mark.parametrize(("steps", "batch"), [(1, 1), (6, 3), (2, 17)])
def test_it_is_the_lstm_of_pytorch(steps: int, batch: int) -> None:
    torch.manual_seed(0)
    layer = torch.nn.LSTM(7, 5)
    x = torch.randn(steps, batch, 7, requires_grad=True)
    h, c = (torch.randn(batch, 5, requires_grad=True) for _ in range(2))
    weights = [x, h, c, *layer.parameters()]
    expected, (h_last, c_last) = layer(x, (h[None], c[None]))
    seed, seed_h, seed_c = (torch.randn_like(t) for t in (expected, h_last, c_last))
    want = torch.autograd.grad(
        (expected * seed).sum() + (h_last * seed_h).sum() + (c_last * seed_c).sum(), weights
    )
    bias = layer.bias_ih_l0 + layer.bias_hh_l0
    output, (h_n, c_n) = lstm_layer(x, (h, c), layer.weight_ih_l0, layer.weight_hh_l0, bias)
    got = torch.autograd.grad(
        (output * seed).sum() + (h_n * seed_h[0]).sum() + (c_n * seed_c[0]).sum(), weights
    )
    assert torch.allclose(output, expected, atol=1e-6)
    assert torch.allclose(c_n, c_last[0], atol=1e-6)
    for ours, theirs in zip(got, want, strict=True):
        assert torch.allclose(ours, theirs, atol=1e-5)


def test_a_text_that_begins_knows_nothing_of_the_one_before() -> None:
    torch.manual_seed(0)
    layer = torch.nn.LSTM(7, 5)
    x = torch.randn(6, 2, 7, requires_grad=True)
    h, c = (torch.randn(2, 5, requires_grad=True) for _ in range(2))
    weights = [x, h, c, *layer.parameters()]
    starts = torch.zeros(6, 2, dtype=torch.bool)
    starts[0, 0] = starts[3, 1] = True
    zero = torch.zeros(1, 1, 5)
    first, (h_first, c_first) = layer(x[:, :1], (zero, zero))
    early, _ = layer(x[:3, 1:], (h[None, 1:], c[None, 1:]))
    late, (h_late, c_late) = layer(x[3:, 1:], (zero, zero))
    expected = torch.cat((first, torch.cat((early, late))), 1)
    seed = torch.randn_like(expected)
    c_want = torch.cat((c_first[0], c_late[0]))
    want = torch.autograd.grad((expected * seed).sum() + c_want.sum(), weights)
    bias = layer.bias_ih_l0 + layer.bias_hh_l0
    output, (h_n, c_n) = lstm_layer(x, (h, c), layer.weight_ih_l0, layer.weight_hh_l0, bias, starts)
    got = torch.autograd.grad((output * seed).sum() + c_n.sum(), weights)
    assert torch.allclose(output, expected, atol=1e-6)
    assert torch.allclose(h_n, torch.cat((h_first[0], h_late[0])), atol=1e-6)
    assert torch.allclose(c_n, c_want, atol=1e-6)
    for ours, theirs in zip(got, want, strict=True):
        assert torch.allclose(ours, theirs, atol=1e-5)


def test_bfloat16_stays_near() -> None:
    torch.manual_seed(0)
    layer = torch.nn.LSTM(16, 16)
    x = torch.randn(20, 4, 16)
    bias = layer.bias_ih_l0 + layer.bias_hh_l0
    zero = torch.zeros(4, 16)
    weights = (layer.weight_ih_l0, layer.weight_hh_l0, bias)
    exact, _ = lstm_layer(x, (zero, zero), *weights)
    low, (_, cell) = lstm_layer(x.bfloat16(), (zero, zero), *weights)
    assert cell.dtype == torch.float32
    assert (exact - low.float()).abs().max() < 0.03

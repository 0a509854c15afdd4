"""The linear map θ_t = θ_s + T(θ_s): low-rank maps over a base's weights, kept apart from them.

Every weight matrix W of the LSTM and the projection becomes W + A·B·W, with A (N, r) and B (r, N)
learned and W untouched; A starts at zero, so T starts as nothing. Every vector of biases has such a
map of rank one, which is all that a map of one vector can do. All word vectors share one map,
w + w·P·Q; what it does to the output bias of every word, b + w·u, the projection's bias can do as
well. Beside the maps the output bias and the rows of new words may move freely: a linear map of the
base alone holds them, too. Merging gives an ordinary model. This module must not know training or
text.
"""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import cast

import torch
from torch import Tensor, nn
from torch.nn import functional
from torch.nn.utils import parametrize

from training.network.checkpoint import load_tensors, save_atomically
from training.network.model import LanguageModel, ModelConfig, State

ADAPTER = "adapter.safetensors"


class LowRankMap(nn.Module):
    """W → W + A·B·W for one matrix (N, M) or vector (N,); the rank is N where that is less."""

    def __init__(self, rows: int, rank: int) -> None:
        super().__init__()
        rank = min(rank, rows)
        self.a = nn.Parameter(torch.zeros(rows, rank))
        self.b = nn.Parameter(torch.empty(rank, rows).normal_(std=rows**-0.5))

    def forward(self, weight: Tensor) -> Tensor:
        """(N, M) → (N, M), or (N,) → (N,)."""
        return weight + self.a @ (self.b @ weight)


class AdaptedModel(LanguageModel):
    """A language model whose weights are a frozen base's under learned maps."""

    def __init__(self, config: ModelConfig, rank: int) -> None:
        super().__init__(config)
        self.word_map = LowRankMap(config.embedding, rank)
        for module, name in _mapped(self):
            weight = getattr(module, name)
            own = LowRankMap(len(weight), rank if weight.dim() > 1 else 1)
            parametrize.register_parametrization(module, name, own)
        for name, parameter in self.named_parameters():
            parameter.requires_grad_(name in ("words", "bias") or is_map(name))

    def forward(
        self,
        ids: Tensor,
        state: State,
        rows: Tensor | None = None,
        dtype: torch.dtype = torch.float32,
        starts: Tensor | None = None,
    ) -> tuple[Tensor, State]:
        """As the base's, with mapped word vectors at both ends: the score h·(w + w·P·Q) of a word
        is (h + h·(P·Q)ᵀ)·w, so the map of the output words is applied to h."""
        with parametrize.cached():
            hidden, state = super().forward(ids, state, rows, dtype, starts)
        p, q = self.word_map.a, self.word_map.b  # (E, r), (r, E)
        mapped = functional.linear(functional.linear(hidden, q.to(dtype)), p.to(dtype))
        return hidden + mapped, state

    def table(self, rows: Tensor | None) -> Tensor:
        """Mapped word vectors."""
        table = super().table(rows)  # (R, E)
        p, q = self.word_map.a, self.word_map.b  # (E, r), (r, E)
        return table + table @ p @ q


def along(start: Tensor, end: Tensor, share: float, name: str) -> Tensor:
    """A parameter at ``share`` of the way from ``start``, a base, to ``end``, as it was trained.

    Straight in the weights that are computed: of a map A·B, which begins with A = 0, only A moves.
    """
    if is_map(name) and name.endswith(".b"):
        return end
    return torch.lerp(start, end, share)


def is_map(name: str) -> bool:
    """Whether a parameter of an adapted model belongs to a map."""
    return name.startswith("word_map.") or (
        ".parametrizations." in name and not name.endswith(".original")
    )


def _mapped(model: LanguageModel) -> Iterator[tuple[nn.Module, str]]:
    for layer in range(model.config.layers):
        for name in ("weight_ih", "weight_hh", "bias_ih", "bias_hh"):
            yield model.lstm, f"{name}_l{layer}"
    yield model.project, "weight"
    yield model.project, "bias"
    if model.config.decays:
        yield model.slow, "weight"


def adapt(base: LanguageModel, config: ModelConfig, rank: int) -> AdaptedModel:
    """``base`` under maps that do nothing yet; ``config`` may name other dropout rates."""
    model = AdaptedModel(config, rank)
    own = dict(model.named_parameters())
    with torch.no_grad():
        for name, tensor in base.state_dict().items():
            own[name if name in own else _parametrised(name)].copy_(tensor)
    return model


def _parametrised(name: str) -> str:
    module, _, weight = name.rpartition(".")
    return f"{module}.parametrizations.{weight}.original"


def merged(model: LanguageModel) -> LanguageModel:
    """An ordinary model that computes the same; ``model`` itself where it is one."""
    if not isinstance(model, AdaptedModel):
        return model
    plain = LanguageModel(model.config)
    p, q = model.word_map.a, model.word_map.b
    tensors = {
        name: cast(Tensor, _value(model, name)).detach().clone() for name in plain.state_dict()
    }
    tensors["words"] = (model.words + model.words @ p @ q).detach()
    plain.load_state_dict(tensors)
    return plain


def _value(model: nn.Module, name: str) -> object:
    value: object = model
    for part in name.split("."):
        value = getattr(value, part)
    return value


def save_adapter(model: AdaptedModel, path: Path, base_size: int) -> int:
    """Write what was learned, as float16: maps, bias, new rows. Returns the bytes written."""
    tensors = {name: p for name, p in model.named_parameters() if is_map(name)}
    stored = {name: tensor.detach().half() for name, tensor in tensors.items()}
    stored["bias"] = model.bias.detach().half()
    stored["new_words"] = model.words.detach()[base_size:].half()
    save_atomically(stored, path)
    return path.stat().st_size


def load_adapter(base: LanguageModel, path: Path) -> AdaptedModel:
    """``base`` (with its old vocabulary) under the maps that ``path`` holds."""
    tensors = {name: tensor.float() for name, tensor in load_tensors(path)[0].items()}
    words = torch.cat((base.words.detach(), tensors.pop("new_words")))
    config = replace(base.config, vocabulary=len(words))
    grown = LanguageModel(config)
    state = base.state_dict()
    grown.load_state_dict({**state, "words": words, "bias": tensors.pop("bias")})
    rank = max(t.shape[1] for name, t in tensors.items() if name.endswith(".a"))
    model = adapt(grown, config, rank)
    model.load_state_dict(tensors, strict=False)
    return model

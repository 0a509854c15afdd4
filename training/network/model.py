"""The LSTM language model: embedding, LSTM layers, projection, output words tied to input words.

One layer (Hochreiter & Schmidhuber 1997; forget gate: Gers et al. 2000) computes

    i = σ(W_i x + U_i h + b_i)    f = σ(W_f x + U_f h + b_f)    o = σ(W_o x + U_o h + b_o)
    g = tanh(W_g x + U_g h + b_g)    c' = f⊙c + i⊙g    h' = o⊙tanh(c')

The regularisers are those of AWD-LSTM (Merity et al. 2017): dropped recurrent weights, dropout
masks that stay for a whole sequence, dropped word vectors. State is an argument and a result,
never hidden. This module must not know how the model is trained, nor what the ids mean.
"""

from collections.abc import Sequence
from contextlib import nullcontext
from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional

from training.network.recurrence import lstm_layer
from training.network.slow_context import slow_averages

_LOGITS = 1 << 22
"""How many numbers to have in memory at once where only one of each row is wanted."""

State = tuple[Tensor, ...]
"""(h, c), each (L, B, H); behind them the averages (K, B, E) of a model with slow context."""


@dataclass(frozen=True)
class ModelConfig:
    """Sizes and dropout rates. Everything that is needed to build the same model again."""

    vocabulary: int
    embedding: int = 256
    hidden: int = 512
    layers: int = 1
    drop_words: float = 0.0
    """Share of word vectors set to zero for a whole batch."""
    drop_input: float = 0.0
    drop_between: float = 0.0
    """Between LSTM layers."""
    drop_output: float = 0.0
    drop_recurrent: float = 0.0
    """Share of recurrent weights dropped."""
    decays: tuple[float, ...] = ()
    """Those of the slow context (``slow_context``); none: the model has no such thing."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "decays", tuple(self.decays))  # JSON and TOML know lists


def locked_dropout(x: Tensor, rate: float, training: bool) -> Tensor:
    """Dropout with one mask for all time steps. ``x``: (T, B, E)."""
    if not training or rate == 0.0:
        return x
    mask = x.new_empty(1, *x.shape[1:]).bernoulli_(1 - rate).div_(1 - rate)  # (1, B, E)
    return x * mask


class Lstm(nn.LSTM):
    """``nn.LSTM`` with weight-drop and dropout between layers locked in time.

    The weights are cast to the type of the input on the fly: bfloat16 inputs run bfloat16 matrix
    products over the float32 master weights.
    """

    def __init__(self, config: ModelConfig) -> None:
        super().__init__(config.embedding, config.hidden, config.layers)
        self.config = config

    def run(
        self, x: Tensor, state: State, starts: Tensor | None = None
    ) -> tuple[Tensor, tuple[Tensor, Tensor]]:
        """``x`` (T, B, E), state (L, B, H) each → output (T, B, H) and the new state.

        ``starts`` (T, B): which steps begin a text, before which the state is zero.
        """
        config = self.config
        h_last: list[Tensor] = []
        c_last: list[Tensor] = []
        for layer in range(config.layers):
            if layer:
                x = locked_dropout(x, config.drop_between, self.training)
            w_input, w_hidden, b_input, b_hidden = self.all_weights[layer]
            w_rec = functional.dropout(w_hidden, config.drop_recurrent, self.training)
            h, c = (part[layer] for part in state[:2])  # (B, H)
            ours = x.device.type == "cpu" and torch.is_grad_enabled()
            if ours or (starts is not None and bool(starts.any())):
                x, (h, c) = lstm_layer(x, (h, c), w_input, w_rec, b_input + b_hidden, starts)
            else:
                weights = [w.to(x.dtype) for w in (w_input, w_rec, b_input, b_hidden)]
                hc = (h[None].to(x.dtype), c[None].to(x.dtype))
                x, h, c = torch.lstm(x, hc, weights, True, 1, 0.0, self.training, False, False)
                h, c = h[0].float(), c[0].float()
            h_last.append(h)
            c_last.append(c)
        return x, (torch.stack(h_last), torch.stack(c_last))


class LanguageModel(nn.Module):
    """Words in, a vector for the next word out; the same matrix reads and writes words."""

    def __init__(self, config: ModelConfig) -> None:
        super().__init__()
        self.config = config
        self.words = nn.Parameter(torch.empty(config.vocabulary, config.embedding))  # (V, E)
        self.bias = nn.Parameter(torch.zeros(config.vocabulary))  # (V,)
        self.lstm = Lstm(config)
        self.project = nn.Linear(config.hidden, config.embedding)
        if config.decays:
            # Zero: a model begins without it, and one that never had it can be given it.
            size = len(config.decays) * config.embedding
            self.slow = nn.Linear(size, config.embedding, bias=False)
            nn.init.zeros_(self.slow.weight)
        nn.init.normal_(self.words, std=config.embedding**-0.5)
        with torch.no_grad():
            for weights in self.lstm.all_weights:
                # Remember by default: a forget gate near one (Jozefowicz et al. 2015).
                weights[2][config.hidden : 2 * config.hidden].fill_(1.0)

    def initial_state(self, batch: int) -> State:
        """Zeros for ``batch`` texts that begin."""
        config = self.config
        lstm = self.words.new_zeros(config.layers, batch, config.hidden)
        if not config.decays:
            return lstm, lstm.clone()
        slow = self.words.new_zeros(len(config.decays), batch, config.embedding)
        return lstm, lstm.clone(), slow

    def forward(
        self,
        ids: Tensor,
        state: State,
        rows: Tensor | None = None,
        dtype: torch.dtype = torch.float32,
        starts: Tensor | None = None,
    ) -> tuple[Tensor, State]:
        """Read ``ids`` (T, B); return hidden vectors (T, B, E) and the new state.

        ``rows`` are the word vectors that ``ids`` index, where the caller has gathered them; by
        default all of them. ``dtype`` is the type the LSTM computes in. ``starts`` (T, B): which
        steps begin a text: nothing before them counts.
        """
        # What is frozen needs no gradients, nor do the words that it reads.
        learns = any(parameter.requires_grad for parameter in self.lstm.parameters())
        with nullcontext() if learns else torch.no_grad():
            x, y, state = self.encode(ids, state, rows, dtype, starts)
        y = locked_dropout(y, self.config.drop_output, self.training)
        hidden = functional.linear(
            y, self.project.weight.to(dtype), self.project.bias.to(dtype)
        )  # (T, B, E)
        if self.config.decays:
            averages, slow = slow_averages(x, state[2], self.config.decays, starts)
            hidden = hidden + functional.linear(averages, self.slow.weight.to(dtype))
            state = (*state[:2], slow)
        return hidden, state

    def encode(
        self,
        ids: Tensor,
        state: State,
        rows: Tensor | None,
        dtype: torch.dtype,
        starts: Tensor | None = None,
    ) -> tuple[Tensor, Tensor, State]:
        """Word vectors (T, B, E), the LSTM's output (T, B, H), and the state with the LSTM's part
        renewed."""
        config = self.config
        table = self.table(rows)
        if self.training and config.drop_words:
            keep = table.new_empty(table.shape[0], 1).bernoulli_(1 - config.drop_words)
            table = table * keep / (1 - config.drop_words)
        x = functional.embedding(ids, table).to(dtype)  # (T, B, E)
        x = locked_dropout(x, config.drop_input, self.training)
        y, lstm = self.lstm.run(x, state, starts)
        return x, y, (*lstm, *state[2:])

    def table(self, rows: Tensor | None) -> Tensor:
        """Word vectors as they are read: ``rows`` or all."""
        return self.words if rows is None else rows

    def read(
        self,
        ids: Tensor,
        state: State,
        rows: Tensor | None = None,
        dtype: torch.dtype = torch.float32,
    ) -> tuple[Tensor, State]:
        """The encoder alone: the LSTM's output (T, B, H) and the new state."""
        _, y, state = self.encode(ids, state, rows, dtype)
        return y, state

    def log_probabilities(self, hidden: Tensor) -> Tensor:
        """Log-probabilities of all words after ``hidden`` (..., E): (..., V)."""
        logits = functional.linear(hidden.float(), self.words, self.bias)
        return functional.log_softmax(logits, dim=-1)

    def losses(self, hidden: Tensor, targets: Tensor) -> Tensor:
        """Nats for each of ``targets`` (...) after ``hidden`` (..., E), over all words, float32.

        The same as picking from :meth:`log_probabilities`, in a fraction of the memory: a piece of
        the logits at a time.
        """
        flat, wanted = hidden.reshape(-1, hidden.shape[-1]).float(), targets.reshape(-1)
        size = max(1, _LOGITS // len(self.words))
        parts = []
        for start in range(0, len(flat), size):
            part = slice(start, start + size)
            logits = torch.addmm(self.bias, flat[part], self.words.T)  # (N, V)
            parts.append(logits.logsumexp(1) - logits.gather(1, wanted[part, None])[:, 0])
        return torch.cat(parts).view(targets.shape)


def detach(state: State) -> State:
    """The same state, cut from the graph: truncated back-propagation stops here."""
    return tuple(part.detach() for part in state)


def parameter_count(modules: Sequence[Tensor]) -> int:
    """How many numbers there are to learn."""
    return sum(p.numel() for p in modules)

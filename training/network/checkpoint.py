"""Tensors in files: safetensors, written atomically. Knows nothing of models or training."""

from collections.abc import Mapping
from pathlib import Path

from safetensors import safe_open
from safetensors.torch import save_file
from torch import Tensor

from models.replacing import replaced


def save_atomically(
    tensors: Mapping[str, Tensor], path: Path, about: dict[str, str] | None = None
) -> None:
    """Write a safetensors file that is either the old or the new one, never half of it."""
    with replaced(path) as draft:
        save_file({n: t.detach().cpu().contiguous() for n, t in tensors.items()}, draft, about)


def load_tensors(path: Path) -> tuple[dict[str, Tensor], dict[str, str]]:
    """All tensors of a safetensors file, on the CPU, and its text entries."""
    with safe_open(path, framework="pt") as file:
        names = list(file.keys())  # no mapping: it has no iterator
        return {name: file.get_tensor(name) for name in names}, file.metadata() or {}

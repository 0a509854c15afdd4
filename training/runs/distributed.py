"""Several processes that train one model: each reads its lanes, all take the same step.

``torchrun --nproc-per-node N -m training pretrain …`` starts N of them. N processes of B lanes make
the same steps as one process of N·B lanes where nothing is dropped out: batches are one batch cut
in pieces, gradients are averaged, and the words that a step compares with are the same everywhere.
Dropout is drawn by each process for its own lanes, so that with it the steps are alike in
distribution only. This module must not know the model.
"""

import os
from collections.abc import Sequence
from dataclasses import dataclass

import torch
import torch.distributed as dist
from torch import Tensor


@dataclass(frozen=True)
class World:
    """This process among its peers. Alone, every method returns what it was given."""

    rank: int = 0
    size: int = 1

    @classmethod
    def join(cls) -> "World":
        """Meet the peers that ``torchrun`` started, if it did."""
        size = int(os.environ.get("WORLD_SIZE", "1"))
        if size == 1:
            return cls()
        dist.init_process_group("nccl" if torch.cuda.is_available() else "gloo")
        if torch.cuda.is_available():
            torch.cuda.set_device(int(os.environ["LOCAL_RANK"]))
        return cls(dist.get_rank(), size)

    def wait(self) -> None:
        """Go on when all processes have come this far."""
        if self.size > 1:
            dist.barrier()

    def leave(self) -> None:
        """Part from the peers, after all have come this far."""
        self.wait()
        if self.size > 1:
            dist.destroy_process_group()

    @property
    def leads(self) -> bool:
        """Whether this process writes files and reports."""
        return self.rank == 0

    def together(self, ids: Tensor) -> Tensor:
        """The ids (N,) of all processes, in the order of their ranks: (size · N,)."""
        if self.size == 1:
            return ids
        parts = [torch.empty_like(ids) for _ in range(self.size)]
        dist.all_gather(parts, ids.contiguous())
        return torch.cat(parts)

    def average(self, gradients: Sequence[Tensor]) -> None:
        """Replace gradients, in place, by their means over all processes; one message for all."""
        if self.size == 1:
            return
        flat = torch.cat([g.reshape(-1).float() for g in gradients])
        dist.all_reduce(flat)
        flat /= self.size
        at = 0
        for gradient in gradients:
            gradient.copy_(flat[at : at + gradient.numel()].view_as(gradient))
            at += gradient.numel()

    def latest(self, *values: float) -> list[float]:
        """The largest of each value over all processes: so all agree when to stop."""
        if self.size == 1:
            return list(values)
        device = "cuda" if torch.cuda.is_available() else "cpu"
        row = torch.tensor(values, dtype=torch.float64, device=device)
        dist.all_reduce(row, dist.ReduceOp.MAX)
        return [float(value) for value in row]

    def join_lanes(self, state: Sequence[Tensor]) -> list[Tensor]:
        """The state of all lanes, (L, size · B, …) each, from that of ours, (L, B, …)."""
        if self.size == 1:
            return list(state)
        whole = []
        for part in state:
            parts = [torch.empty_like(part) for _ in range(self.size)]
            dist.all_gather(parts, part.contiguous())
            whole.append(torch.cat(parts, 1))
        return whole

    def own_lanes(self, state: Sequence[Tensor]) -> list[Tensor]:
        """Our part of the state of all lanes."""
        return [part.chunk(self.size, 1)[self.rank].contiguous() for part in state]

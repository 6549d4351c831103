"""``python -m training``: fits the learned reader on the open corpus and writes its weights.

With ``--unseen`` it cross-validates first, to choose the thresholds by; about an hour more.
"""

from __future__ import annotations

import argparse
import hashlib
import sys
from pathlib import Path

import torch

from training.export import write
from training.fit import fit, ground, prepare
from training.texts.examples import examples
from training.texts.words import flags, words
from training.validate import shares, unseen

WEIGHTS = Path(__file__).resolve().parents[1] / "messages" / "triage" / "reading" / "learned" / "network.onnx"


def main() -> None:
    """Train, write, and say what was written."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--unseen", action="store_true", help="cross-validate and print shares by threshold")
    options.add_argument("--to", type=Path, default=WEIGHTS)
    chosen = options.parse_args()
    torch.set_num_threads(1)  # sums in one order only: the same weights every time
    torch.use_deterministic_algorithms(mode=True)
    told = examples()
    on, names = ground(words(told)), flags(told)
    if chosen.unseen:
        sys.stdout.write("\n".join(shares(unseen(on, told, names))) + "\n")
    data = prepare(on, told, names)
    network = fit(on, data, range(len(told)), len(names))
    write(chosen.to, on, network, names)
    digest = hashlib.sha256(chosen.to.read_bytes()).hexdigest()
    sys.stdout.write(f"{len(told)} texts, {len(names)} flags, sha256 {digest}\n")


if __name__ == "__main__":
    main()

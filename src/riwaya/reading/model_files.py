"""The files of a model, and the hash that is its name; needs no library, so that it is quick."""

import hashlib
from pathlib import Path

#: The files of a model, in the order in which they are hashed.
FILES = ("words.onnx", "pairs.onnx", "pieces.json", "model.json")
#: The model that comes with Riwaya.
SHIPPED = Path(__file__).parents[1] / "data" / "model"


def digest_of(folder: Path) -> str:
    """SHA-256 over a model's files, in hex: the model's name in every reading.

    Raises OSError where a file can't be read.
    """
    whole = hashlib.sha256()
    for name in FILES:
        whole.update((folder / name).read_bytes())
    return whole.hexdigest()

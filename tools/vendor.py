"""Fetch the files of others that the pages and the PDFs stand on, and note what was fetched.

Needs npm and uv, so only whoever updates them runs it: `python tools/vendor.py`. The result is
committed with `tools/vendor.json`, and a test holds the two together.
"""

import hashlib
import json
import shutil
import subprocess
import tarfile
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).resolve().parents[1]
SITE = "src/catchball/site"
NOTE = ROOT / "tools" / "vendor.json"
FONTTOOLS = "fonttools[woff]==4.60.1"

# One optical size for text; the weights that the pages use. Tabular figures stay in.
AXES = ("opsz=14", "wght=400:700")
FEATURES = "kern,liga,calt,ccmp,locl,mark,mkmk,tnum,case"
SUBSETS = {
    "latin": (
        "U+0000-017F,U+0192,U+0218-021B,U+02BB-02BC,U+02C6-02DD,U+2000-206F,U+2070-208E,"
        "U+20A0-20BF,U+2116,U+2122,U+2190-2193,U+2208-2265,U+25B2,U+25BC,U+2713,U+2715,U+2717,"
        "U+FFFD"
    ),
    "greek-cyrillic": "U+0301,U+0370-03FF,U+0400-045F,U+0490-0491",
    "extended": (
        "U+0180-0191,U+0193-0217,U+0300-0304,U+0306-030C,U+0323-0328,U+1E00-1EFF,U+1F00-1FFF,"
        "U+0460-048F,U+0492-052F"
    ),
}


@dataclass(frozen=True)
class Source:
    """One npm package at one version, its licence, and which of its files go where."""

    package: str
    version: str
    licence: str
    files: dict[str, str]


INTER = Source(
    "inter-ui",
    "4.1.1",
    "OFL-1.1",
    {"LICENSE.txt": f"{SITE}/look/fonts/OFL.txt"},
)
SOURCES = (
    INTER,
    Source(
        "htmx.org",
        "2.0.11",
        "0BSD",
        {
            "dist/htmx.min.js": f"{SITE}/look/js/vendor/htmx.min.js",
            "LICENSE": f"{SITE}/look/js/vendor/htmx.LICENSE.txt",
        },
    ),
    Source(
        "@expo-google-fonts/inter",
        "0.4.2",
        "OFL-1.1",
        {
            "400Regular/Inter_400Regular.ttf": f"{SITE}/typst/fonts/Inter-Regular.ttf",
            "600SemiBold/Inter_600SemiBold.ttf": f"{SITE}/typst/fonts/Inter-SemiBold.ttf",
            "LICENSE_FONT": f"{SITE}/typst/fonts/OFL.txt",
        },
    ),
    Source(
        "axe-core",
        "4.14.1",
        "MPL-2.0",
        {"axe.min.js": "tests/vendor/axe.min.js", "LICENSE": "tests/vendor/axe.LICENSE.txt"},
    ),
)


def run(*command: str, cwd: Path) -> str:
    """Return what the command printed; stop when it fails."""
    return subprocess.run(command, cwd=cwd, check=True, capture_output=True, text=True).stdout


def unpack(source: Source, folder: Path) -> Path:
    """Return the folder of the package, fetched by npm, which checks its integrity."""
    name = run("npm", "pack", "--silent", f"{source.package}@{source.version}", cwd=folder)
    home = folder / source.package.replace("/", "-")
    with tarfile.open(folder / name.strip().splitlines()[-1]) as archive:
        archive.extractall(home, filter="data")
    return home / "package"


def fonttools(*command: str, cwd: Path) -> None:
    """Run one of fonttools' commands, at a fixed version so that the bytes repeat."""
    run("uv", "tool", "run", "--quiet", "--from", FONTTOOLS, *command, cwd=cwd)


def cut_fonts(package: Path, folder: Path) -> dict[str, str]:
    """Write the variable font's subsets beside its licence; return path and hash of each."""
    whole = str(package / "variable" / "InterVariable.woff2")
    fonttools("fonttools", "varLib.instancer", "-q", whole, *AXES, "-o", "text.ttf", cwd=folder)
    written = {}
    for name, codes in SUBSETS.items():
        target = ROOT / SITE / "look" / "fonts" / f"inter-{name}.woff2"
        fonttools(
            "pyftsubset",
            "text.ttf",
            f"--unicodes={codes}",
            f"--layout-features={FEATURES}",
            "--flavor=woff2",
            f"--output-file={target}",
            cwd=folder,
        )
        written |= noted(target)
    return written


def noted(path: Path) -> dict[str, str]:
    """Return the path from the root and the SHA-256 of a file."""
    return {str(path.relative_to(ROOT)): hashlib.sha256(path.read_bytes()).hexdigest()}


def fetch(source: Source, folder: Path) -> dict[str, object]:
    """Copy the wanted files of one package into the tree; return its entry for the note."""
    package = unpack(source, folder)
    files = {}
    for inside, outside in source.files.items():
        target = ROOT / outside
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(package / inside, target)
        files |= noted(target)
    if source is INTER:
        files |= cut_fonts(package, folder)
    return {
        "package": source.package,
        "version": source.version,
        "licence": source.licence,
        "files": dict(sorted(files.items())),
    }


def main() -> None:
    """Fetch all of them and write the note."""
    with TemporaryDirectory() as folder:
        entries = [fetch(source, Path(folder)) for source in SOURCES]
    NOTE.write_text(json.dumps(entries, indent=2) + "\n")


if __name__ == "__main__":
    main()

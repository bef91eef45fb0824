"""What the documentation is made of: pages, console blocks, links, and sections that are generated."""

import re
import shlex
from dataclasses import dataclass
from pathlib import Path
from textwrap import dedent

ROOT = Path(__file__).resolve().parent.parent.parent
DOCS = ROOT / "docs"
TOP = ("README.md", "CHANGELOG.md", "CONTRIBUTING.md", "SECURITY.md", "DATA-LICENCES.md")
RUN = "python3 run.py"
# commands of run.py itself, the one that runs until it is stopped, and those that work on an installation:
# their own tests run them
NOT_RUN = ("test", "check", "benchmark", "serve", "broker", "audit", "backup", "restore", "demo")
NOT_RUN_PARTS = (["evidence", "export"],)

_BLOCK = re.compile(r"^ *```console\n(.*?)^ *```$", re.MULTILINE | re.DOTALL)
_FENCED = re.compile(r"^ *```.*?^ *```$", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
_HEADING = re.compile(r"^#{1,6} +(.+?) *$", re.MULTILINE)
_GENERATED = re.compile(r"(<!-- begin ([a-z-]+) -->\n).*?(<!-- end \2 -->)", re.DOTALL)


@dataclass(frozen=True)
class Example:
    """One command of a console block, and the output that the page shows under it."""

    page: str
    command: str
    shown: tuple[str, ...]

    @property
    def words(self) -> list[str]:
        return shlex.split(self.command)

    @property
    def runs(self) -> bool:
        if self.words[0] in NOT_RUN or self.words[:2] in NOT_RUN_PARTS:
            return False
        return not {"--help", "--version"} & set(self.words)


def pages() -> list[Path]:
    return sorted([*DOCS.rglob("*.md"), *(ROOT / name for name in TOP if (ROOT / name).exists())])


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def text_of(page: str) -> str:
    return (ROOT / page).read_text(encoding="utf-8")


def examples(path: Path) -> list[Example]:
    found = []
    for block in _BLOCK.findall(path.read_text(encoding="utf-8")):
        for part in re.split(r"^\$ ", dedent(block), flags=re.MULTILINE)[1:]:
            command, *shown = part.rstrip("\n").split("\n")
            if not command.startswith(RUN):
                continue
            found.append(Example(name_of(path), command.removeprefix(RUN).strip(), tuple(shown)))
    return found


def links(path: Path) -> list[str]:
    return _LINK.findall(_FENCED.sub("", path.read_text(encoding="utf-8")))


def anchors(path: Path) -> set[str]:
    text = _FENCED.sub("", path.read_text(encoding="utf-8"))
    slugs = (re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in _HEADING.findall(text))
    return set(slugs)


def section(text: str, heading: str) -> str | None:
    """Return the text under a heading of the second level, None where there is none."""
    found = re.search(rf"^## {re.escape(heading)}\n(.*?)(?=^## |\Z)", text, re.MULTILINE | re.DOTALL)
    return found[1] if found else None


def generated_names(text: str) -> list[str]:
    return [name for _start, name, _end in _GENERATED.findall(text)]


def with_generated(text: str, made: dict[str, str]) -> str:
    """Return a page with the sections between its markers made anew."""
    return _GENERATED.sub(lambda m: m[1] + made[m[2]].rstrip("\n") + "\n" + m[3], text)

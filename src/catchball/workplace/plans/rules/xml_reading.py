"""Reading the XML of strangers: in pieces, without entities, within limits."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from xml.parsers import expat

from catchball.kernel.errors import Invalid
from catchball.kernel.words import _

MIB = 1024 * 1024
MOST_BYTES = 32 * MIB
# Short ones fill the memory long before the file is too large.
MOST_ELEMENTS = 1_000_000
DEEPEST = 24
LONGEST_TEXT = 64 * 1024
_STEP = 64 * 1024
_LONGEST_PIECE = 512 * 1024  # of markup that opens and does not close: an attribute, mostly


class FileHostile(Invalid):
    """The file holds what no plan needs and what can be used to harm a reader."""


class FileBroken(Invalid):
    """The file is no XML that can be read."""


class FileTooLarge(Invalid):
    """The file holds more than a plan can."""


@dataclass(slots=True)
class Element:
    """An element that has been read to its end: its attributes, its own text, what is within it."""

    name: str
    said: dict[str, str] = field(default_factory=dict)
    text: str = ""
    parts: list["Element"] = field(default_factory=list)

    def first(self, name: str) -> str:
        """Return the text of the first part of the name, without space around; empty if none."""
        return next((one.text.strip() for one in self.parts if one.name == name), "")


Given = Callable[[tuple[str, ...], Element], bool]


class _Reading:
    """Builds elements as they end; what `given` takes is not kept in the one around it."""

    def __init__(self, given: Given) -> None:
        self.given = given
        self.begun = 0
        self.open: list[Element] = []
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.StartElementHandler = self.start
        self.parser.EndElementHandler = self.end
        self.parser.CharacterDataHandler = self.text
        self.parser.StartDoctypeDeclHandler = self.refuse
        self.parser.EntityDeclHandler = self.refuse
        self.parser.ProcessingInstructionHandler = None

    def refuse(self, *_said: object) -> None:
        raise FileHostile(
            _(
                "The file declares a document type or entities (DOCTYPE). Microsoft Project "
                "writes none; such a file is not read. Save the plan anew as XML."
            )
        )

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self.begun += 1
        if self.begun > MOST_ELEMENTS:
            raise FileTooLarge(
                _(
                    "The file has more than a million elements. Save the plan without its "
                    "baselines and assignments, or divide it."
                )
            )
        if len(self.open) >= DEEPEST:
            raise FileHostile(_("The file’s elements lie deeper in each other than a plan’s do."))
        if any(len(value) > LONGEST_TEXT for value in attributes.values()):
            raise _too_long()
        self.open.append(Element(name.rpartition(" ")[2], attributes))

    def text(self, said: str) -> None:
        if self.open and len(self.open[-1].text) < LONGEST_TEXT:
            self.open[-1].text += said

    def end(self, _name: str) -> None:
        done = self.open.pop()
        path = tuple(one.name for one in self.open)
        if not self.given(path, done) and self.open:
            self.open[-1].parts.append(done)

    def feed(self, piece: bytes, fed: int) -> None:
        self.parser.Parse(piece)
        if fed - self.parser.CurrentByteIndex > _LONGEST_PIECE:
            raise _too_long()


def _too_long() -> FileHostile:
    return FileHostile(
        _(
            "A single attribute or tag of the file is longer than all names of a plan. It is not read."
        )
    )


def read_xml(chunks: Iterable[bytes], given: Given) -> None:
    """Read a file in pieces and hand each element over when it ends.

    `given` gets the names of the elements around it and the element; whoever returns True has
    taken it, and it is not kept any longer.

    :raises FileHostile: if it declares a document type or entities, or goes beyond all measure
    :raises FileBroken: if it is no XML
    :raises FileTooLarge: beyond 32 MB, or a million elements
    """
    reading, fed = _Reading(given), 0
    try:
        for chunk in chunks:
            for at in range(0, len(chunk), _STEP):
                piece = chunk[at : at + _STEP]
                fed += len(piece)
                if fed > MOST_BYTES:
                    raise FileTooLarge(
                        _(
                            "The file has more than %(most)s MB. Save the plan without its "
                            "baselines and assignments, or divide it.",
                            most=MOST_BYTES // MIB,
                        )
                    )
                reading.feed(piece, fed)
        reading.parser.Parse(b"", True)  # noqa: FBT003 -- it takes no name
    except expat.ExpatError as error:
        raise FileBroken(
            _(
                "The file is no readable XML: it breaks off or goes wrong in line %(line)s. In "
                "Microsoft Project choose “Save as”, type XML.",
                line=error.lineno,
            )
        ) from error

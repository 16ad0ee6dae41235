"""Fabula's exceptions: one tree, each message naming the thing, what was found, and the cure.

FabulaError
├── InputError          a file or text that cannot be read as a story (the command line's exit status 2)
│   ├── EmptyInput          nothing to read in it
│   ├── BinaryInput         not text
│   ├── EncodingError       text in an encoding that is not supported or is damaged
│   ├── FormatError         a damaged, encrypted, hostile or unknown container (EPUB, DOCX, HTML, .fabula)
│   └── TooLarge            over a stated limit
├── ModelError          the trained weights are missing or damaged
├── OutputError         a result that cannot be written
└── UsageError          a call that asks for something that does not exist (a format, a layer, a character)
"""


class FabulaError(Exception):
    """Base of every error that Fabula raises on purpose."""


class InputError(FabulaError):
    """A file or text that cannot be read: `name` is the file, `found` what was there, `cure` what to do."""

    def __init__(self, name: str, found: str, cure: str) -> None:
        super().__init__(f"{name}: {found}. {cure}")
        self.name = name
        self.found = found
        self.cure = cure


class EmptyInput(InputError):
    """Nothing to read: no bytes, or only white space."""


class BinaryInput(InputError):
    """Not text: control characters, or the signature of a known binary format."""


class EncodingError(InputError):
    """Text whose encoding is not supported, or that does not decode."""


class FormatError(InputError):
    """A container that is damaged, encrypted, hostile, of an unknown kind or of an unknown version."""


class TooLarge(InputError):
    """Larger than a stated limit."""


class ModelError(FabulaError):
    """The weights inside the package are missing or damaged: `name` is the file, `found` what is wrong, `cure`."""

    def __init__(self, name: str, found: str, cure: str) -> None:
        super().__init__(f"{name} {found}. {cure}")
        self.name = name
        self.found = found
        self.cure = cure


class OutputError(FabulaError):
    """A result that cannot be written: the message names the path, the reason and the cure."""


class UsageError(FabulaError):
    """A request for something that does not exist."""

"""Every error that Riwaya raises on purpose, written for the person who reads it.

RiwayaError
├── BadInput      a report that can't be read as text
├── BadSpan       a mention that is not a slice of its report
├── BadTable      a data table with a wrong row
├── BadModel      the model's files are missing or not what was released
├── BadWorkspace  a workspace that can't be opened, read or written
├── BadEndpoint   a language model's server that can't be asked, or doesn't answer
└── MissingExtra  an optional package is needed for what was asked
"""


class RiwayaError(Exception):
    """The root; the command line prints its message and exits with code 2."""


class BadInput(RiwayaError):
    """A report that can't be read: names the input, what is wrong and what to do."""


class BadSpan(RiwayaError, ValueError):
    """Offsets that do not give the mention's words: names both."""


class BadTable(RiwayaError):
    """A data table with a wrong row: names file and line."""


class BadModel(RiwayaError):
    """The model's files are missing, damaged or of another version."""


class BadWorkspace(RiwayaError):
    """A workspace that can't be opened, read or written: names it and what to do."""


class BadEndpoint(RiwayaError):
    """A language model's server that can't be asked or gives no answer: names its host."""


class MissingExtra(RiwayaError):
    """An optional package is not installed: names the extra to install."""

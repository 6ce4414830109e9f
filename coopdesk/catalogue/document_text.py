"""What a search finds of a document: the folded words inside its file, or why there are none."""

from dataclasses import dataclass

from coopdesk.catalogue.codes import Code
from coopdesk.i18n import N_

# What came of reading a file. Only one that was read has words.
READ, NOTHING, ENCRYPTED, FAILED, TOO_LARGE = (
    "read",
    "nothing",
    "encrypted",
    "failed",
    "too_large",
)
STATES: tuple[Code, ...] = (
    Code(READ, N_("read")),
    Code(NOTHING, N_("without text")),
    Code(ENCRYPTED, N_("protected by a password")),
    Code(FAILED, N_("damaged or not what its name says")),
    Code(TOO_LARGE, N_("too much to read")),
)


@dataclass(frozen=True, slots=True)
class DocumentText:
    """The ``words`` of a document, folded, in their order and parted by single blanks.

    ``state`` is one of STATES.
    """

    state: str
    words: str = ""

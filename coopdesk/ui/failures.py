"""What a failure is called: the user's to mend, or a bug that is logged with its trace."""

import logging

from coopdesk.catalogue.errors import CatalogueError
from coopdesk.i18n import _

log = logging.getLogger(__name__)


def failure_words(error: BaseException) -> str:
    """Return the sentence for ``error``; what is not the user's to mend is logged as well."""
    if isinstance(error, CatalogueError):
        return str(error)
    log.error("unexpected failure", exc_info=error)
    return _(
        "Something went wrong in the program itself ({kind}). Your records are safe; the log has "
        "the details."
    ).format(kind=type(error).__name__)

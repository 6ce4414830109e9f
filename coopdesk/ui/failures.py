"""What a failure is called: the user's to mend, or a bug that is logged with its trace."""

from coopdesk.catalogue.errors import CatalogueError
from coopdesk.i18n import _
from coopdesk.operations.bug_log import log_bug, trace_of


def failure_words(error: BaseException) -> str:
    """Return the sentence for ``error``; what is not the user's to mend is logged as well."""
    if isinstance(error, CatalogueError):
        return str(error)
    try:
        where = _("its trace is in {path}").format(path=log_bug(error))
    except OSError:
        where = _("its trace could not be written to the log")
    return _(
        "Something went wrong in the program itself ({kind}). Your records are safe; {where}."
    ).format(kind=type(error).__name__, where=where)


def failure_details(error: BaseException) -> str:
    """Return the trace of a bug, for whoever mends the program; "" for what the user can mend."""
    return "" if isinstance(error, CatalogueError) else trace_of(error)

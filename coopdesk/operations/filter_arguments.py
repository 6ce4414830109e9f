"""What commands that list records take to narrow them, and how they explain it."""

import argparse
from textwrap import fill

from coopdesk.i18n import N_, _
from coopdesk.operations.filter_asked import FILTER_OPTIONS

_ABOUT = N_(
    "What --search takes. Words that stand side by side must all be found, OR and NOT are "
    "written in capitals, accents and capitals of words do not matter. A query that begins with "
    "a - is written --search=-word."
)


class HelpLines(argparse.HelpFormatter):
    """Keeps the lines of a text as they are written, each filled on its own."""

    def _fill_text(self, text: str, width: int, indent: str) -> str:
        return "\n".join(_filled(line, width, indent) for line in text.splitlines())


def _filled(line: str, width: int, indent: str) -> str:
    example, between, words = line.partition("\t")
    if not between:
        return fill(line, width, initial_indent=indent, subsequent_indent=indent)
    head = f"{indent}{example:<28}  "
    return fill(words, width, initial_indent=head, subsequent_indent=" " * len(head))


def filter_arguments(sub: argparse.ArgumentParser) -> None:
    """Declare the filters."""
    from coopdesk.catalogue.query_examples import EXAMPLES

    sub.formatter_class = HelpLines
    group = sub.add_argument_group(
        _("filters"),
        _("Each can be given several times: any of its values, and all of the filters, must fit."),
    )
    for option, metavar, help_text in FILTER_OPTIONS:
        group.add_argument(
            f"--{option}",
            metavar=_(metavar),
            action="append",
            default=[],
            help=_(help_text),
        )
    examples = [f"{example}\t{_(words)}" for example, words in EXAMPLES]
    sub.add_argument_group(_("searching"), "\n".join([_(_ABOUT), *examples]))

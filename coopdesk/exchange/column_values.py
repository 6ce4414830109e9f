"""What the columns of a table without headings are, told from the values in them."""

from collections.abc import Sequence

from coopdesk.exchange.row_records import Frame, read_row

# In this order: the first that takes every value of a column has it.
_TELLING = ("area", "kind", "status", "marking", "period", "country")
_SAMPLE = 20
# A column of words has at least so many letters a cell on average to be a title.
_TITLE_LETTERS = 6


def guessed_by_values(
    rows: Sequence[Sequence[str]], known: Sequence[str], frame: Frame
) -> tuple[str, ...]:
    """Return the target of each column, those of ``known`` that are not "" as they are.

    A column whose every value is an area, a kind, a date… is taken for that; the first of the rest
    that holds words becomes the title.
    """
    guesses = list(known)
    for column, name in enumerate(guesses):
        if name:
            continue
        cells = [row[column] for row in rows[:_SAMPLE] if row[column].strip()]
        fitting = (
            target for target in _TELLING if target not in guesses and _fits(cells, target, frame)
        )
        guesses[column] = next(fitting, "")
    if "title" not in guesses:
        for column, name in enumerate(guesses):
            if not name and _wordy([row[column] for row in rows[:_SAMPLE]]):
                guesses[column] = "title"
                break
    return tuple(guesses)


def _fits(cells: Sequence[str], target: str, frame: Frame) -> bool:
    return bool(cells) and not any(read_row((cell,), (target,), frame).refused for cell in cells)


def _wordy(cells: Sequence[str]) -> bool:
    filled = [cell.strip() for cell in cells if cell.strip()]
    letters = sum(letter.isalpha() for cell in filled for letter in cell)
    return len(filled) * 2 > len(cells) and letters >= _TITLE_LETTERS * len(filled)

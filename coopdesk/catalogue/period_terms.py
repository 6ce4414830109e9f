"""The terms of a period as people type it: its words, in all our languages at once, and figures.

A text is folded, so that case, accents and the Serbian script do not count, and cut into terms.
Each has a kind, one character, so that a text becomes a short string that regular expressions can
read: "17. maj 2014" is "dmy", and its values are 17, 5 and 2014. The kinds:

- y year, m month, s season, d number of one or two figures, n any other number, x decade ("1990s"),
  j "jul", which is July in Serbian and Christmas in Danish;
- i date with the year first or without a day, e with the day first, p day and month ("12.05.–");
- q quarter or half year ("Q2", "H1"), or r "second" (also d) with k "quarter" or h "half";
- a "about", u "perhaps"; o "of", g "godine", f what stands in front and adds nothing ("in the");
- S "since", U "until", P "before", A "after", N "now", O "onwards", E "end not known", B "beginning
  not known";
- "-" any dash, "<" a hyphen or minus in front, "." two dots or more, ? ~ % ( ) , / as typed;
- "!" anything else.
"""

import re
from functools import lru_cache

from coopdesk.catalogue.folding import fold

Value = tuple[int, ...]

_NUMBERED = {
    "m": (
        "january jan januar januara januaru",
        "february feb februar februara februaru",
        "march mar marts mart marta martu",
        "april apr aprila aprilu",
        "may maj maja maju",
        "june jun juni juna junu",
        "july juli jula julu",
        "august aug avgust avg avgusta avgustu",
        "september sep sept septembar septembra septembru",
        "october oct oktober okt oktobar oktobra oktobru",
        "november nov novembar novembra novembru",
        "december dec decembar decembra decembru",
    ),
    "r": (
        "first første prvi prva prvo prve prvog prvom prvoj",
        "second anden andet drugi druga drugo druge drugog drugom drugoj",
        "third tredje treći trećeg trećem",
        "fourth fjerde četvrti četvrtog četvrtom",
    ),
    "s": (
        "spring forår foråret proleće proleća proleću proljeće proljeća proljeću",
        "summer sommer sommeren leto leta letu ljeto ljeta ljetu",
        "autumn fall efterår efteråret jesen jeseni",
        "winter vinter vinteren zima zime zimu zimi",
    ),
}
# EDTF numbers spring 21, the first quarter 33 and the first half year 40.
_SEASONS_FROM = 20
QUARTERS_FROM = 32
HALVES_FROM = 39
_WORDS = {
    "j": "jul",
    "k": "quarter kvartal kvartalet kvartala kvartalu kv tromesečje tromesečja tromesečju",
    "h": "half halvår halvåret halvdel polovina polovine polovini polovinu "
    "polugodište polugodišta polugodištu",
    "a": "about around circa ca c cca approximately approx roughly "
    "omkring cirka omtrent oko otprilike približno okvirno",
    "u": "possibly perhaps maybe probably uncertain muligvis måske vistnok formentlig usikker "
    "usikkert možda verovatno vjerovatno moguće nesigurno",
    "o": "of af",
    "g": "godine god g",
    "f": "in on the i u d den year år året",
    "S": "since from siden fra od",
    "U": "until till til to through thru indtil do",
    "P": "before før inden pre prije",
    "A": "after efter posle poslije nakon",
    "N": "now today present date ongoing nu idag danas sada",
    "O": "onward onwards fremefter nadalje",
}
_PHRASES = {
    "fra og med": "S",
    "til og med": "U",
    "up to": "U",
    "frem til": "U",
    "sve do": "U",
    "pa do": "U",
    "i dag": "N",
    "og frem": "O",
    "pa nadalje": "O",
    "end not known": "E",
    "end unknown": "E",
    "slutning ukendt": "E",
    "kraj nepoznat": "E",
    "beginning not known": "B",
    "beginning unknown": "B",
    "begyndelse ukendt": "B",
    "pocetak nepoznat": "B",
}

_APOSTROPHES = "'\N{RIGHT SINGLE QUOTATION MARK}"
_DASH = "[\N{HYPHEN}-\N{HORIZONTAL BAR}\N{MINUS SIGN}-]"
_D4 = "[0-9]{4}(?![0-9])"
_D12 = "[0-9]{1,2}"
_TERM = re.compile(
    rf"""[ ]+
    # the signs inside "17-May-2014", "2015-Q2" and "Q2/2015"
    | (?<=[a-z])-(?={_D4}) | (?<=[0-9])-(?=[a-z]+-{_D4})
    | (?<=[0-9]{{4}})-(?=[qh][1-4]) | (?<=[qh][1-4])[/-](?={_D4})
    | (?P<decade>[0-9]{{3}}0)(?:[{_APOSTROPHES}]?s|[{_APOSTROPHES}-]?erne|-?t?ih)(?![a-z0-9])
    | (?P<year_first>[0-9]{{4}}-[0-9]{{2}}(?:-[0-9]{{2}})?(?!-?[0-9])
      | [0-9]{{4}}(?P<sign>[./-]){_D12}(?P=sign){_D12}(?!-?[0-9]))\.?
    | (?P<day_first>{_D12}\.[ ]?{_D12}\.[ ]?{_D4} | {_D12}/{_D12}[/ -]{_D4}
      | (?<!-){_D12}-{_D12}-{_D4})\.?
    | (?P<month_first>{_D12}[./]{_D4} | (?<!-){_D12}-{_D4})\.?
    | (?P<day_month>{_D12}\.[ ]?{_D12}\.? | {_D12}/{_D12})(?=[ ]*{_DASH})
    | (?P<part>q[1-4]|h[12])(?![a-z0-9])
    | (?P<number>[0-9]+)(?:\.(?!\.)|(?:st|nd|rd|th)(?![a-z0-9]))?
    | (?P<word>(?:{"|".join(phrase.replace(" ", "[ ]") for phrase in _PHRASES)})(?![a-z])|[a-z]+)
      (?:\.(?!\.))?
    | (?P<dash>{_DASH}{{1,2}})
    | (?P<dots>\.{{2,}})
    | (?P<other>.)""",
    re.VERBOSE | re.DOTALL,
)
_FIGURED = {"year_first": "i", "month_first": "i", "day_first": "e", "day_month": "p"}
_FIGURES = re.compile("[0-9]+")


def terms(text: str) -> tuple[str, list[Value]]:
    """Return the kinds of the terms of ``text``, one character each, and their values.

    The value of m and r is a number, of s and q the number that EDTF has for it, of x the decade's
    first year; of i year, month or season and perhaps day, of e day, month and year, of p day and
    month, in English perhaps turned; of d, n and y the number and with how many figures it was
    written. The others have none.
    """
    kinds = ""
    values: list[Value] = []
    for match in _TERM.finditer(" ".join(fold(text).split())):
        if match.lastgroup:
            kind, value = _term(match.lastgroup, match[match.lastgroup], begins=not kinds)
            if kind == "j" and match[0].endswith("."):
                kind = "m"  # no feast is abbreviated
            kinds += kind
            values.append(value)
    return kinds, values


def _term(group: str, written: str, *, begins: bool) -> tuple[str, Value]:
    kind = "!"
    value: Value = ()
    match group:
        case "word":
            kind, value = _vocabulary().get(written, (kind, value))
        case "number":
            kind, value = _number(int(written[:9]), len(written))
        case "part":
            first = QUARTERS_FROM if written[0] == "q" else HALVES_FROM
            kind, value = "q", (first + int(written[1]),)
        case "dash":
            kind = "<" if begins and written in "-\N{MINUS SIGN}" else "-"
        case "dots":
            kind = "."
        case "other":
            kind = written if written in "?~%(),/" else kind
        case _in_figures:
            kind, value = _FIGURED.get(group, "x"), tuple(map(int, _FIGURES.findall(written)))
    return kind, (value[::-1] if group == "month_first" else value)


def _number(number: int, length: int) -> tuple[str, Value]:
    if length == 4 and number:
        return "y", (number, length)
    return ("d" if length < 3 else "n"), (number, length)


@lru_cache(maxsize=1)
def _vocabulary() -> dict[str, tuple[str, Value]]:
    known: dict[str, tuple[str, Value]] = {}
    for kind, words in _WORDS.items():
        known |= dict.fromkeys(fold(words).split(), (kind, ()))
    known |= {phrase: (kind, ()) for phrase, kind in _PHRASES.items()}
    known["jul"] = "j", (7,)
    for kind, lines in _NUMBERED.items():
        first = _SEASONS_FROM + 1 if kind == "s" else 1
        for number, words in enumerate(lines, first):
            known |= dict.fromkeys(fold(words).split(), (kind, (number,)))
    return known

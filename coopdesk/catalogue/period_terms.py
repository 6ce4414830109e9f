"""What the words and figures of a typed period are, in all our languages at once.

A text is folded, so that case, accents and the Serbian script do not count, and cut into terms.
Each term has a kind, one character, so that the whole text is a short string of kinds which regular
expressions can read: "17. maj 2014" is "dmy", with the values 17, 5 and 2014.
"""

import re
from functools import lru_cache

from coopdesk.catalogue.folding import fold

Value = tuple[int, ...]

_MONTHS = (
    "january jan januar januara januaru",
    "february feb februar februara februaru",
    "march mar marts mart marta martu",
    "april apr aprila aprilu",
    "may maj maja maju",
    "june jun juni juna junu",
    "july jul juli jula julu",
    "august aug avgust avg avgusta avgustu",
    "september sep sept septembar septembra septembru",
    "october oct oktober okt oktobar oktobra oktobru",
    "november nov novembar novembra novembru",
    "december dec decembar decembra decembru",
)
_SEASONS = (
    "spring forår foråret proleće proleća proleću proljeće proljeća proljeću",
    "summer sommer sommeren leto leta letu ljeto ljeta ljetu",
    "autumn fall efterår efteråret jesen jeseni",
    "winter vinter vinteren zima zime zimu zimi",
)
_ORDINALS = (
    "first første prvi prva prvo prvog prvom prvoj prve",
    "second anden andet drugi druga drugo drugog drugom drugoj druge",
    "third tredje treći trećeg trećem",
    "fourth fjerde četvrti četvrtog četvrtom",
)
_OTHERS = {
    "k": "quarter kvartal kvartalet kvartala kvartalu kv tromesečje tromesečja tromesečju",
    "h": "half halvår halvåret halvdel polovina polovine polovini polovinu "
    "polugodište polugodišta polugodištu",
    "a": "about around circa ca c cca approximately approx roughly "
    "omkring cirka omtrent oko otprilike približno okvirno",
    "u": "possibly perhaps maybe probably uncertain muligvis måske vistnok formentlig usikker "
    "usikkert možda verovatno vjerovatno moguće nesigurno",
    "S": "since from siden fra od",
    "U": "until till til to through thru indtil do",
    "N": "now today present ongoing date nu idag danas sada",
    "O": "onward onwards nadalje fremefter",
    "P": "before før inden pre prije",
    "A": "after efter posle poslije nakon",
    "f": "in on the during i den d u year år året",
    "o": "of af",
    "g": "godine god g",
}
_PHRASES = {
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
KINDS = """
y year, m month, d number of one or two figures, n any other number; x decade ("1990s")
i date with the year or the month first, e with the day first, p day and month ("12.05.–")
s season, q "Q2" or "H1", r "second", k "quarter", h "half"
a "about", u "perhaps", o "of", f and g what adds nothing ("in the", "godine"); ? ~ % ( ) , as typed
S "since", U "until", P "before", A "after", N "now", O "onwards", E and B end and beginning unknown
- any dash, < a hyphen at the very beginning, / itself, . two dots or more, ! anything else
"""
"""What the character of each kind says."""

_TERM = re.compile(
    rf"""
    [ ]+
    # the hyphens of "17-May-2014", "2015-Q2" and "Q2/2015"
  | (?<=[a-z])-(?=[0-9]{{4}}(?![0-9])) | (?<=[0-9])-(?=[a-z]+-[0-9]{{4}}(?![0-9]))
  | (?<=[0-9]{{4}})-(?=[qh][1-4]) | (?<=[qh][1-4])/(?=[0-9]{{4}}(?![0-9]))
  | (?P<x>[0-9]{{3}}0)(?:['’]?s|['’-]?erne|-?t?ih)(?![a-z0-9])
  | (?P<i>[0-9]{{4}}-[0-9]{{2}}(?:-[0-9]{{2}})?(?!-?[0-9])
      | [0-9]{{4}}(?P<sign>[./-])[0-9]{{1,2}}(?P=sign)[0-9]{{1,2}}(?!-?[0-9]))\.?
  | (?P<e>[0-9]{{1,2}}\.[ ]?[0-9]{{1,2}}\.[ ]?[0-9]{{4}}(?![0-9])
      | [0-9]{{1,2}}/[0-9]{{1,2}}[/ -][0-9]{{4}}(?![0-9])
      | (?<!-)[0-9]{{1,2}}-[0-9]{{1,2}}-[0-9]{{4}}(?![0-9]))\.?
  | (?P<month_first>[0-9]{{1,2}}[./][0-9]{{4}}|(?<!-)[0-9]{{1,2}}-[0-9]{{4}})(?![0-9])\.?
  | (?P<p>[0-9]{{1,2}}\.[ ]?[0-9]{{1,2}}\.?|[0-9]{{1,2}}/[0-9]{{1,2}})(?=[ ]*[‐-―−-])
  | (?P<q>[qh][1-4])(?![a-z0-9])
  | (?P<number>[0-9]+)(?:\.(?!\.)|(?:st|nd|rd|th)(?![a-z0-9]))?
  | (?P<word>(?:{"|".join(_PHRASES)})(?![a-z])|[a-z]+)(?:\.(?!\.))?
  | (?P<dash>[‐-―−-]{{1,2}})
  | (?P<dots>\.{{2,}})
  | (?P<typed>[?~%(),/])
  | (?P<other>.)
    """,
    re.VERBOSE | re.DOTALL,
)
_FIGURES = re.compile(r"[0-9]+")


def terms(text: str) -> tuple[str, list[Value]]:
    """Return the kinds of the terms of ``text``, one character each (see KINDS), and their values.

    A month's value is its number; that of a season, a quarter or a half year ("q") is the number
    that EDTF has for it; "i" is year, month or season and day, "e" day, month and year (0 where not
    said), and "d" the number and how many figures it was written with.
    """
    kinds = ""
    values = []
    vocabulary = _vocabulary()
    for match in _TERM.finditer(" ".join(fold(text).split())):
        group = match.lastgroup
        if group is None:
            continue
        kind, value = group[0], ()
        match group:
            case "word":
                kind, value = vocabulary.get(match["word"], ("!", ()))
                if match["word"] == "jul" and match[0] != "jul.":
                    kind = "j"
            case "number":
                kind, value = _number(match["number"])
            case "i" | "e" | "p" | "month_first":
                figures = tuple(map(int, _FIGURES.findall(match[0])))
                kind, value = "i", (*figures, 0)[:3]
                if group == "month_first":
                    value = (figures[1], figures[0], 0)
                elif group != "i":
                    kind = group
            case "x":
                value = (int(match["x"]),)
            case "q":
                value = ((32 if match["q"][0] == "q" else 39) + int(match["q"][1]),)
            case "dash":
                kind = "<" if match["dash"] == "-" and not kinds else "-"
            case "dots":
                kind = "."
            case "typed":
                kind = match["typed"]
            case _other:
                kind = "!"
        kinds += kind
        values.append(value)
    return kinds, values

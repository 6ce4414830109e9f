"""Code lists: codes are stored, words are shown. One entry here is one kind, status, role…"""

from dataclasses import dataclass

from coopdesk.catalogue.errors import UnknownCode, quoted
from coopdesk.i18n import N_, _, translator


@dataclass(frozen=True, slots=True)
class Code:
    """One entry of a code list: what is stored, and the English word that is translated."""

    code: str
    label: str

    def words(self, language: str | None = None) -> str:
        """Return the label in ``language`` (None: the interface's)."""
        return translator(language).gettext(self.label) if language else _(self.label)


@dataclass(frozen=True, slots=True)
class Kind(Code):
    """A kind of record; ``first`` names the facets that it shows first, never the only ones."""

    first: tuple[str, ...] = ()
    agreement: bool = False


KINDS: tuple[Kind, ...] = (
    Kind(
        "agreement",
        N_("Agreement"),
        ("terms", "parties", "relations", "documents"),
        agreement=True,
    ),
    Kind("programme", N_("Programme"), ("parties", "milestones", "relations")),
    Kind("project", N_("Project"), ("parties", "places", "milestones", "budget")),
    Kind("course", N_("Course"), ("places", "sessions", "participants")),
    Kind("exercise", N_("Exercise"), ("places", "participants", "sessions")),
    Kind("exchange_visit", N_("Exchange visit"), ("places", "participants")),
    Kind("seminar", N_("Seminar"), ("places", "sessions", "participants")),
    Kind("mentoring", N_("Mentoring"), ("parties", "results", "relations")),
    Kind("membership", N_("Membership"), ("parties", "contacts")),
    Kind("donation", N_("Donation"), ("items", "parties", "documents")),
    Kind("equipment_support", N_("Equipment support"), ("items", "parties", "transactions")),
    Kind("deployment", N_("Deployment"), ("deployments", "places", "items", "participants")),
    Kind("dialogue", N_("Dialogue"), ("parties", "contacts")),
    Kind("event", N_("Event"), ("places", "parties")),
)

# IATI 2.03 codelist ActivityStatus, in its order.
ACTIVITY_STATUSES: tuple[Code, ...] = (
    Code("pipeline", N_("Pipeline")),
    Code("implementation", N_("Implementation")),
    Code("finalisation", N_("Finalisation")),
    Code("closed", N_("Closed")),
    Code("cancelled", N_("Cancelled")),
    Code("suspended", N_("Suspended")),
)

AGREEMENT_STATUSES: tuple[Code, ...] = (
    Code("draft", N_("Draft")),
    Code("signed", N_("Signed")),
    Code("in_force", N_("In force")),
    Code("expired", N_("Expired")),
    Code("superseded", N_("Superseded")),
    Code("terminated", N_("Terminated")),
)

STATUSES: tuple[Code, ...] = ACTIVITY_STATUSES + AGREEMENT_STATUSES

# A status under which work is going on: what the overview calls "under way".
UNDER_WAY = ("implementation", "finalisation", "in_force")

ROLES: tuple[Code, ...] = (
    Code("provider", N_("Provider")),
    Code("receiver", N_("Receiver")),
    Code("host", N_("Host")),
    Code("lead", N_("Lead")),
    Code("funder", N_("Funder")),
    Code("implementer", N_("Implementer")),
    Code("observer", N_("Observer")),
)

RELATION_TYPES: tuple[Code, ...] = (
    Code("part_of", N_("Part of")),
    Code("follows", N_("Follows")),
    Code("supersedes", N_("Supersedes")),
    Code("prepares", N_("Prepares")),
    Code("uses", N_("Uses")),
    Code("related", N_("Related to")),
)

CONFIDENCES: tuple[Code, ...] = (
    Code("official", N_("Official")),
    Code("reported", N_("Reported")),
    Code("unconfirmed", N_("Unconfirmed")),
)

ITEM_CATEGORIES: tuple[Code, ...] = (
    Code("vehicles", N_("Vehicles")),
    Code("aviation", N_("Aviation")),
    Code("watercraft", N_("Watercraft")),
    Code("engineering", N_("Engineering and construction")),
    Code("communications", N_("Communications and IT")),
    Code("medical", N_("Medical")),
    Code("protection", N_("Personal protection")),
    Code("clothing", N_("Clothing and personal kit")),
    Code("training", N_("Training equipment")),
    Code("rescue", N_("Rescue and relief")),
    Code("weapons", N_("Weapons and ammunition")),
    Code("supplies", N_("Supplies and spare parts")),
    Code("services", N_("Services")),
    Code("personnel", N_("Personnel")),
    Code("other", N_("Other")),
)

CONDITIONS: tuple[Code, ...] = (
    Code("new", N_("New")),
    Code("serviceable", N_("Serviceable")),
    Code("repairable", N_("Repairable")),
    Code("unserviceable", N_("Unserviceable")),
)

RANK_GROUPS: tuple[Code, ...] = (
    Code("general_officers", N_("General officers")),
    Code("officers", N_("Officers")),
    Code("ncos", N_("Non-commissioned officers")),
    Code("enlisted", N_("Enlisted")),
    Code("cadets", N_("Cadets")),
    Code("civilians", N_("Civilians")),
    Code("mixed", N_("Mixed")),
)

# IATI 2.03 codelist BudgetType, in its order.
BUDGET_TYPES: tuple[Code, ...] = (
    Code("original", N_("Original")),
    Code("revised", N_("Revised")),
)

# IATI 2.03 codelist TransactionType: those that fit, in its order.
TRANSACTION_TYPES: tuple[Code, ...] = (
    Code("incoming_funds", N_("Incoming funds")),
    Code("outgoing_commitment", N_("Outgoing commitment")),
    Code("disbursement", N_("Disbursement")),
    Code("expenditure", N_("Expenditure")),
    Code("reimbursement", N_("Reimbursement")),
    Code("incoming_commitment", N_("Incoming commitment")),
    Code("outgoing_pledge", N_("Outgoing pledge")),
    Code("incoming_pledge", N_("Incoming pledge")),
)

CODE_LISTS: dict[str, tuple[Code, ...]] = {
    "kind": KINDS,
    "status": STATUSES,
    "role": ROLES,
    "relation": RELATION_TYPES,
    "confidence": CONFIDENCES,
    "item_category": ITEM_CATEGORIES,
    "condition": CONDITIONS,
    "rank_group": RANK_GROUPS,
    "budget_type": BUDGET_TYPES,
    "transaction_type": TRANSACTION_TYPES,
}


def code_label(list_name: str, code: str, language: str | None = None) -> str:
    """Return the word for ``code`` of a code list; the code itself where the list lacks it."""
    for entry in CODE_LISTS[list_name]:
        if entry.code == code:
            return entry.words(language)
    return code


def kind_of(code: str) -> Kind:
    """Return the kind with that code; UnknownCode where there is none."""
    for kind in KINDS:
        if kind.code == code:
            return kind
    known = ", ".join(kind.code for kind in KINDS)
    raise UnknownCode(
        _("There is no kind of record called {code}; known are: {known}.").format(
            code=quoted(code), known=known
        )
    )


def statuses_for(kind: str) -> tuple[Code, ...]:
    """Return the statuses that a record of this kind may have."""
    return AGREEMENT_STATUSES if kind_of(kind).agreement else ACTIVITY_STATUSES

"""Code lists: codes are stored, words are shown. One entry here is one kind, status, role…

These are the program's own: what a catalogue starts from, see `vocabulary`.
"""

from dataclasses import dataclass, field

from coopdesk.i18n import N_, _, translator
from coopdesk.i18n import language as interface_language


@dataclass(frozen=True, slots=True)
class Code:
    """One entry of a code list: what is stored, and the English word that is translated.

    A catalogue may give it ``names`` by language and a ``colour`` (``#rrggbb``), or have it
    ``retired``: kept where it is used, and offered no more. What it added itself has no ``label``.
    """

    code: str
    label: str
    names: tuple[tuple[str, str], ...] = field(default=(), kw_only=True)
    colour: str = field(default="", kw_only=True)
    retired: bool = field(default=False, kw_only=True)

    def words(self, language: str | None = None) -> str:
        """Return its name in ``language`` (None: the interface's).

        Where the catalogue has none it is the program's own word, else the English name, else any
        other, else the code.
        """
        if self.names:
            named = dict(self.names)
            asked = named.get(language or interface_language())
            if asked or not self.label:
                return asked or named.get("en") or next(iter(named.values()))
        if not self.label:
            return self.code
        return translator(language).gettext(self.label) if language else _(self.label)

    @property
    def built_in(self) -> bool:
        """Whether it belongs to the program, so that it can be retired and never removed."""
        return bool(self.label)


@dataclass(frozen=True, slots=True)
class Tag(Code):
    """A tag: its code is the text that records have, and stands wherever it has no name."""

    def words(self, language: str | None = None) -> str:
        """Return its name in ``language`` (None: the interface's), else its text."""
        return dict(self.names).get(language or interface_language()) or self.code


@dataclass(frozen=True, slots=True)
class Kind(Code):
    """A kind of record; ``first`` names the facets that it shows first, never the only ones."""

    first: tuple[str, ...] = ()
    agreement: bool = False


@dataclass(frozen=True, slots=True)
class Status(Code):
    """A status of agreements, or else of all other kinds.

    Work goes on where it is ``under_way``; nothing more is to come where it has ``ended``.
    """

    agreement: bool = False
    under_way: bool = False
    ended: bool = False


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
ACTIVITY_STATUSES: tuple[Status, ...] = (
    Status("pipeline", N_("Pipeline")),
    Status("implementation", N_("Implementation"), under_way=True),
    Status("finalisation", N_("Finalisation"), under_way=True),
    Status("closed", N_("Closed"), ended=True),
    Status("cancelled", N_("Cancelled"), ended=True),
    Status("suspended", N_("Suspended")),
)

AGREEMENT_STATUSES: tuple[Status, ...] = (
    Status("draft", N_("Draft"), agreement=True),
    Status("signed", N_("Signed"), agreement=True),
    Status("in_force", N_("In force"), agreement=True, under_way=True),
    Status("expired", N_("Expired"), agreement=True, ended=True),
    Status("superseded", N_("Superseded"), agreement=True, ended=True),
    Status("terminated", N_("Terminated"), agreement=True, ended=True),
)

STATUSES: tuple[Status, ...] = ACTIVITY_STATUSES + AGREEMENT_STATUSES

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

# After IATI 2.03 codelist OrganisationType; armed forces and emergency services, which it counts
# among governments, stand on their own here.
ORGANISATION_TYPES: tuple[Code, ...] = (
    Code("government", N_("Government")),
    Code("local_government", N_("Local government")),
    Code("armed_forces", N_("Armed forces")),
    Code("emergency_service", N_("Emergency service")),
    Code("public_body", N_("Other public body")),
    Code("international_organisation", N_("International organisation")),
    Code("ngo", N_("Non-governmental organisation")),
    Code("academic", N_("Training and research")),
    Code("foundation", N_("Foundation")),
    Code("partnership", N_("Public-private partnership")),
    Code("private_sector", N_("Private sector")),
    Code("other", N_("Other organisation")),
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
    "organisation_type": ORGANISATION_TYPES,
}

"""Who and what the demo shows: sites, clients, products, people; every one of them invented."""

from dataclasses import dataclass

from catchball.site.demo.stories import Made, Story, Trend
from catchball.trust.permissions import Role

PASSWORD = "catchball demo 2026"  # noqa: S105 -- printed and documented: the demo is no secret


@dataclass(frozen=True)
class Plant:
    """A site of the manufacturer."""

    code: str
    name: str
    zone: str
    country: str
    region: str


@dataclass(frozen=True)
class Sponsor:
    """A client: where it works, its site, its products, and the story of its supply.

    Without a story it has no facts, and nobody has set its calendar.
    """

    slug: str
    name: str
    zone: str
    country: str
    plant: str
    products: tuple[Made, ...]
    story: Story | None


@dataclass(frozen=True)
class Somebody:
    """A person who may sign in; `clients` are short names, none for all of them."""

    email: str
    name: str
    role: Role
    zone: str
    clients: tuple[str, ...] = ()
    shown: str = ""


PLANTS = (
    Plant("BLM", "Bloomfield", "Europe/London", "GB", "ENG"),
    Plant("KGR", "Karlsgrund", "Europe/Zurich", "CH", "BS"),
)

SPONSORS = (
    Sponsor(
        "acme",
        "Acme Medicines",
        "Europe/London",
        "GB",
        "BLM",
        (
            Made("ACM-10", "Corvalin 10 mg tablets", "packs", 120_000, 6_000),
            Made("ACM-40", "Corvalin 40 mg tablets", "packs", 60_000, 3_000),
        ),
        Story(
            seed=11,
            prefix="ACM",
            deliveries=46,
            batches=21,
            on_time=Trend(0.955, 0.975),
            bad_quarter=0.80,
            overdue=4,
            over_full=True,
            destinations=("Rotterdam", "Leeds", "Gdańsk", "Lyon", "Porto"),
        ),
    ),
    Sponsor(
        "zenith",
        "Zenith Remedies",
        "America/New_York",
        "US",
        "KGR",
        (
            Made("ZR-118", "Nebrastin concentrate", "kg", 480, 40),
            Made("ZR-204", "Nebrastin vials 5 ml", "vials", 24_000, 1_200),
        ),
        Story(
            seed=23,
            prefix="ZEN",
            deliveries=38,
            batches=16,
            season=0.12,
            peak_month=2,
            on_time=Trend(0.93, 0.955),
            yields=Trend(0.865, 0.958),
            spread=0.014,
            clean=Trend(0.90, 0.93),
            destinations=("Newark", "Memphis", "Toronto", "Basel"),
        ),
    ),
    Sponsor(
        "tilia",
        "Tilia Vaccines",
        "Europe/Zurich",
        "CH",
        "KGR",
        (
            Made("TIL-A", "Tilia A prefilled syringe", "syringes", 36_000, 2_400),
            Made("TIL-B", "Tilia B prefilled syringe", "syringes", 36_000, 2_400),
        ),
        Story(
            seed=37,
            prefix="TIL",
            deliveries=29,
            batches=13,
            season=0.45,
            peak_month=9,
            on_time=Trend(0.975, 0.97),
            clean=Trend(0.78, 0.66),
            rejected=0.03,
            release_days=19,
            destinations=("Basel", "Vienna", "Milan", "Utrecht"),
        ),
    ),
    Sponsor(
        "sorrel-bay",
        "Sorrel Bay Biologics",
        "Asia/Singapore",
        "SG",
        "BLM",
        (Made("SBB-7", "Sorrel antibody, clinical supply", "vials", 1_800, 150),),
        Story(
            seed=41,
            prefix="SBB",
            months=7,
            deliveries=3,
            batches=1,
            season=0,
            on_time=Trend(0.9, 0.9),
            overdue=1,
            unreviewed=0,
            kinds=("clinical", "clinical", "engineering"),
            destinations=("Singapore", "Sydney"),
        ),
    ),
    Sponsor(
        "quillmere",
        "Quillmere Orphan Medicines",
        "America/Los_Angeles",
        "US",
        "KGR",
        (Made("QOM-1", "Quillmere oral solution", "bottles", 9_000, 600),),
        None,
    ),
)

_GB, _CH, _US = "Europe/London", "Europe/Zurich", "America/New_York"
MANAGER = Somebody(
    "maya.novak@cmo.example",
    "Maya Novak",
    Role.PROGRAM_MANAGER,
    _GB,
    shown="Program manager, all clients",
)
SUPERVISOR = Somebody("owen.tarrant@cmo.example", "Owen Tarrant", Role.SUPERVISOR, _GB)
QUALITY = Somebody(
    "ines.bellerive@cmo.example",
    "Inès Bellerive",
    Role.QUALITY,
    _CH,
    shown="Quality lead, all clients",
)
ADMINISTRATOR = Somebody("tom.lindqvist@cmo.example", "Tom Lindqvist", Role.ADMINISTRATOR, _GB)
SITE_HEAD = Somebody(
    "ruth.adeyemi@cmo.example",
    "Ruth Adeyemi",
    Role.SITE_HEAD,
    _GB,
    shown="Site head, all clients",
)
LEADS = {
    "acme": Somebody(
        "priya.raman@acme.example",
        "Priya Raman",
        Role.CLIENT_LEAD,
        _GB,
        ("acme",),
        "Acme: external manufacturing lead",
    ),
    "zenith": Somebody(
        "jon.castellane@zenith.example",
        "Jon Castellane",
        Role.CLIENT_LEAD,
        _US,
        ("zenith",),
        "Zenith: external manufacturing lead",
    ),
    "tilia": Somebody(
        "lena.aebersold@tilia.example",
        "Lena Aebersold",
        Role.CLIENT_LEAD,
        _CH,
        ("tilia",),
        "Tilia: external manufacturing lead",
    ),
    "sorrel-bay": Somebody(
        "wei.tan@sorrel-bay.example",
        "Wei Tan",
        Role.CLIENT_LEAD,
        "Asia/Singapore",
        ("sorrel-bay",),
        "Sorrel Bay, few facts: external manufacturing lead",
    ),
    "quillmere": Somebody(
        "dana.whitlow@quillmere.example",
        "Dana Whitlow",
        Role.CLIENT_LEAD,
        "America/Los_Angeles",
        ("quillmere",),
        "Quillmere, no facts yet: external manufacturing lead",
    ),
}
PEOPLE = (
    MANAGER,
    SUPERVISOR,
    Somebody("karl.imhof@cmo.example", "Karl Imhof", Role.TECHNICAL_SERVICES, _CH),
    QUALITY,
    Somebody("sofia.marchetti@cmo.example", "Sofia Marchetti", Role.LEAN, _CH),
    Somebody(
        "ben.okafor@cmo.example",
        "Ben Okafor",
        Role.BUSINESS_DEVELOPMENT,
        _GB,
        ("acme", "zenith", "quillmere"),
    ),
    SITE_HEAD,
    ADMINISTRATOR,
    *LEADS.values(),
    Somebody("hugo.farrow@acme.example", "Hugo Farrow", Role.CLIENT_QUALITY, _GB, ("acme",)),
    Somebody("nadia.kerr@acme.example", "Nadia Kerr", Role.CLIENT_SUPPLY, _GB, ("acme",)),
    Somebody(
        "edwin.marsh@acme.example",
        "Edwin Marsh",
        Role.CLIENT_EXECUTIVE,
        _GB,
        ("acme",),
        "Acme: executive",
    ),
    Somebody("alma.reyes@zenith.example", "Alma Reyes", Role.CLIENT_QUALITY, _US, ("zenith",)),
    Somebody(
        "marc.vonlanthen@tilia.example",
        "Marc Vonlanthen",
        Role.CLIENT_SUPPLY,
        _CH,
        ("tilia",),
    ),
)

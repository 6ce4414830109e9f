"""The words that generated catalogues are made of: English, Danish, Serbian in both scripts."""

LANGUAGES = ("en", "da", "sr", "sr_Latn")

Words = tuple[str, str, str, str]
"""One meaning in each of LANGUAGES."""

AREAS: tuple[tuple[str, str, Words], ...] = (
    ("GEN", "#4090e8", ("General dialogue", "Generel dialog", "Општи дијалог", "Opšti dijalog")),
    ("TRN", "#188040", ("Training", "Uddannelse", "Обука", "Obuka")),
    ("AIR", "#9878c0", ("Air forces", "Luftstyrker", "Ваздухоплови", "Vazduhoplovi")),
    ("LOG", "#b08810", ("Logistics", "Logistik", "Логистика", "Logistika")),
    ("MIL", "#589068", ("Land forces", "Landstyrker", "Копнена војска", "Kopnena vojska")),
    ("REF", "#985888", ("Defence reforms", "Forsvarsreformer", "Реформе", "Reforme")),
    ("ICT", "#7060c0", ("IT support", "It-støtte", "ИТ подршка", "IT podrška")),
    (
        "CEM",
        "#d86890",
        ("Civil emergency", "Civilt beredskab", "Ванредно стање", "Vanredno stanje"),
    ),
    ("REL", "#b85010", ("Disaster relief", "Katastrofehjælp", "Помоћ", "Pomoć")),
)

KINDS: dict[str, Words] = {
    "agreement": ("Agreement", "Aftale", "Споразум", "Sporazum"),
    "programme": ("Programme", "Program", "Програм", "Program"),
    "project": ("Project", "Projekt", "Пројекат", "Projekat"),
    "course": ("Course", "Kursus", "Курс", "Kurs"),
    "exercise": ("Exercise", "Øvelse", "Вежба", "Vežba"),
    "exchange_visit": ("Exchange visit", "Udvekslingsbesøg", "Посета", "Poseta"),
    "seminar": ("Seminar", "Seminar", "Семинар", "Seminar"),
    "mentoring": ("Mentoring", "Mentorordning", "Менторство", "Mentorstvo"),
    "membership": ("Membership", "Medlemskab", "Чланство", "Članstvo"),
    "donation": ("Donation", "Donation", "Донација", "Donacija"),
    "equipment_support": ("Equipment", "Materielstøtte", "Опрема", "Oprema"),
    "deployment": ("Deployment", "Udsendelse", "Упућивање", "Upućivanje"),
    "dialogue": ("Talks", "Drøftelser", "Разговори", "Razgovori"),
    "event": ("Event", "Begivenhed", "Догађај", "Događaj"),
}

TOPICS: tuple[Words, ...] = (
    (
        "search and rescue",
        "eftersøgning og redning",
        "трагање и спасавање",
        "traganje i spasavanje",
    ),
    (
        "flood protection",
        "beskyttelse mod oversvømmelse",
        "заштита од поплава",
        "zaštita od poplava",
    ),
    ("military medicine", "militærmedicin", "војна медицина", "vojna medicina"),
    ("risk assessment", "risikovurdering", "процена ризика", "procena rizika"),
    ("English teaching", "engelskundervisning", "настава енглеског", "nastava engleskog"),
    ("air traffic safety", "flyvesikkerhed", "безбедност летења", "bezbednost letenja"),
    (
        "ammunition storage",
        "opbevaring af ammunition",
        "складиштење муниције",
        "skladištenje municije",
    ),
    ("cyber defence", "cyberforsvar", "сајбер одбрана", "sajber odbrana"),
    ("peacekeeping", "fredsbevarelse", "очување мира", "očuvanje mira"),
    ("fuel supply", "brændstofforsyning", "снабдевање горивом", "snabdevanje gorivom"),
    ("gender advisers", "kønsrådgivere", "саветници за родна питања", "savetnici za rodna pitanja"),
    ("CBRN protection", "CBRN-beskyttelse", "АБХО заштита", "ABHO zaštita"),
    (
        "command and control",
        "kommando og kontrol",
        "командовање и контрола",
        "komandovanje i kontrola",
    ),
    ("personnel reform", "personelreform", "кадровска реформа", "kadrovska reforma"),
    ("emergency calls", "nødopkald", "позиви у помоћ", "pozivi u pomoć"),
    ("bridge building", "brobygning", "изградња мостова", "izgradnja mostova"),
)

SENTENCES: tuple[Words, ...] = (
    (
        "Both sides plan the next step for {topic} together.",
        "Begge sider planlægger det næste skridt for {topic} sammen.",
        "Обе стране заједно планирају следећи корак за {topic}.",
        "Obe strane zajedno planiraju sledeći korak za {topic}.",
    ),
    (
        "The work on {topic} was carried out in {place}.",
        "Arbejdet med {topic} blev udført i {place}.",
        "Рад на теми {topic} обављен је у месту {place}.",
        "Rad na temi {topic} obavljen je u mestu {place}.",
    ),
    (
        "Units of several countries took part.",
        "Enheder fra flere lande deltog.",
        "Учествовале су јединице из више земаља.",
        "Učestvovale su jedinice iz više zemalja.",
    ),
    (
        "The findings are used in the yearly programme.",
        "Resultaterne bruges i årets program.",
        "Налази се користе у годишњем програму.",
        "Nalazi se koriste u godišnjem programu.",
    ),
)

PLACES: tuple[tuple[str, str, float, float], ...] = (
    ("København", "DK", 55.676, 12.568),
    ("Århus", "DK", 56.157, 10.211),
    ("Aalborg", "DK", 57.048, 9.919),
    ("Korsør", "DK", 55.330, 11.139),
    ("Rønne", "DK", 55.101, 14.707),
    ("Næstved", "DK", 55.230, 11.761),
    ("Београд", "RS", 44.787, 20.457),
    ("Beograd", "RS", 44.787, 20.457),
    ("Ниш", "RS", 43.321, 21.896),
    ("Niš", "RS", 43.321, 21.896),
    ("Нови Сад", "RS", 45.267, 19.833),
    ("Kruševac", "RS", 43.580, 21.334),
    ("Чачак", "RS", 43.891, 20.350),
    ("Панчево", "RS", 44.871, 20.640),
    ("Sarajevo", "BA", 43.856, 18.413),
    ("Tartu", "EE", 58.378, 26.729),
    ("Скопје", "MK", 41.998, 21.431),
    ("Podgorica", "ME", 42.430, 19.259),
    ("Київ", "UA", 50.450, 30.523),
    ("თბილისი", "GE", 41.716, 44.783),
)

ORGANISATIONS: tuple[tuple[str, str], ...] = (
    ("Forsvarskommandoen", "DK"),
    ("Beredskabsstyrelsen", "DK"),
    ("Forsvarsakademiet", "DK"),
    ("Flyvevåbnets Træningscenter", "DK"),
    ("Министарство одбране", "RS"),
    ("Ministarstvo odbrane", "RS"),
    ("Генералштаб Војске Србије", "RS"),
    ("Sektor za vanredne situacije", "RS"),
    ("Vojna akademija", "RS"),
    ("Đerdap Rescue Service", "RS"),
    ("Baltic Defence College", "EE"),
    ("OSCE", ""),
    ("UNDP", ""),
    ("Civil Protection Mechanism", ""),
)

ITEMS: tuple[tuple[str, str], ...] = (
    ("fuel truck", "vehicle"),
    ("ambulance", "vehicle"),
    ("high-capacity pump", "module"),
    ("feltseng", "piece"),
    ("generator 30 kVA", "piece"),
    ("радио-станица", "piece"),
    ("prenosivi računar", "piece"),
    ("protective mask", "piece"),
    ("udrustningssæt", "set"),
    ("sand bag", "piece"),
)

PARTICIPANTS: tuple[tuple[str, str], ...] = (
    ("officers of the staff", "DK"),
    ("kadetter", "DK"),
    ("beredskabsfolk", "DK"),
    ("полазници курса", "RS"),
    ("studenti Vojne akademije", "RS"),
    ("пилоти", "RS"),
    ("instructors", "SE"),
    ("observers from the region", ""),
)

ITEM_CATEGORIES: dict[str, str] = {
    "fuel truck": "vehicles",
    "ambulance": "medical",
    "high-capacity pump": "rescue",
    "feltseng": "rescue",
    "generator 30 kVA": "engineering",
    "радио-станица": "communications",
    "prenosivi računar": "communications",
    "protective mask": "protection",
    "udrustningssæt": "clothing",
    "sand bag": "rescue",
}

TERMS: tuple[Words, ...] = (
    ("The agreement", "Aftalen", "Споразум", "Sporazum"),
    ("Amendment", "Tillæg", "Анекс", "Aneks"),
    ("Protocol", "Protokol", "Протокол", "Protokol"),
)

RENEWAL: Words = (
    "Tacitly, for five years",
    "Stiltiende, for fem år",
    "Прећутно, на пет година",
    "Prećutno, na pet godina",
)

# As the register of Decision 2008/73/EC, Euratom writes them.
MODULES: tuple[str, ...] = ("HCP", "WP", "MUSAR", "FRB", "TAST", "CBRNDET")

CURRENCIES: tuple[str, ...] = ("DKK", "EUR", "RSD")

MILESTONES: tuple[Words, ...] = (
    ("Plan agreed", "Plan aftalt", "План договорен", "Plan dogovoren"),
    ("First course held", "Første kursus afholdt", "Први курс одржан", "Prvi kurs održan"),
    ("Equipment delivered", "Udstyr leveret", "Опрема испоручена", "Oprema isporučena"),
    ("Evaluation", "Evaluering", "Вредновање", "Vrednovanje"),
)

INDICATORS: tuple[tuple[Words, str], ...] = (
    (("People trained", "Uddannede personer", "Обучена лица", "Obučena lica"), "person"),
    (("Instructors", "Instruktører", "Инструктори", "Instruktori"), "person"),
    (("Minutes to alarm", "Minutter til alarm", "Минути до узбуне", "Minuti do uzbune"), "minute"),
)

ROLES: tuple[str, ...] = ("instructor", "kursist", "посматрач", "nosilac", "point of contact")

OUTCOMES: tuple[str, ...] = ("", "passed", "bestået", "завршена обука", "sertifikovani")

CONTACTS: tuple[tuple[str, str, str], ...] = (
    ("Defence section, Belgrade", "RS", "+381 11 000 000"),
    ("Beredskabsstyrelsens vagt", "DK", "+45 00 00 00 00"),
    ("Сектор за међународну сарадњу", "RS", "+381 11 000 001"),
    ("Dežurna služba", "RS", "+381 11 000 002"),
)

ORGANISATION_TYPES: dict[str, str] = {
    "Beredskabsstyrelsen": "emergency_service",
    "Forsvarsakademiet": "academic",
    "Baltic Defence College": "academic",
    "Министарство одбране": "government",
    "OSCE": "international_organisation",
    "UNDP": "international_organisation",
}

# 1 EUR in the other currencies on the first day of a year: plausible, not quoted.
RATES: tuple[tuple[str, str, float], ...] = (
    ("DKK", "2015-01-01", 7.44),
    ("DKK", "2024-01-01", 7.46),
    ("RSD", "2015-01-01", 121.0),
    ("RSD", "2024-01-01", 117.2),
)

TAGS: tuple[str, ...] = (
    "exercise plan",
    "beredskab",
    "uddannelse",
    "обука",
    "saradnja",
    "search and rescue",
    "floods",
    "NATO PfP",
    "IT",
    "personel",
    "Đunis",
    "evaluering",
    "lessons learned",
    "logistics",
    "ударна група",
)

PARTNERSHIPS: tuple[tuple[str, int], ...] = (
    ("DK-RS", 50),
    ("DK-UA", 20),
    ("DK-GE", 10),
    ("DK-MK", 10),
    ("DK-BA", 10),
)

SOURCES: tuple[tuple[str, str], ...] = (
    ("Annual report of the defence section", "official"),
    ("Årsrapport fra ambassaden", "official"),
    ("Годишњи извештај", "official"),
    ("Newspaper article", "reported"),
    ("Conversation at a reception", "unconfirmed"),
)

"""The words of English time expressions, as tables: months, numbers, units, seasons, holidays.

Patterns and resolvers read from here and from nowhere else, so that a new spelling is one entry.
All keys are lower case; an abbreviation is given without its full stop.
"""

from __future__ import annotations

MONTHS: dict[str, int] = {
    **{"january": 1, "february": 2, "march": 3, "april": 4, "may": 5, "june": 6},
    **{"july": 7, "august": 8, "september": 9, "october": 10, "november": 11, "december": 12},
    **{"jan": 1, "feb": 2, "febr": 2, "mar": 3, "apr": 4, "jun": 6, "jul": 7, "aug": 8},
    **{"sept": 9, "sep": 9, "oct": 10, "nov": 11, "dec": 12},
}
"""Month names and abbreviations."""

FOREIGN_MONTH_STEMS: frozenset[str] = frozenset(
    # French
    {"janv", "févr", "fevr", "mars", "avri", "juin", "juil", "août", "aout", "septembre"}
    | {"octobre", "décembre"}
    # German, Dutch, Swedish
    | {"janu", "januar", "febru", "märz", "maerz", "maart", "juni", "juli", "oktob", "dezem"}
    # Spanish
    | {"ener", "abri", "mayo", "junio", "julio", "agost", "septiem", "octubr", "noviemb", "diciemb"}
    # Italian
    | {"genn", "febbr", "aprile", "magg", "giugn", "lugl", "sett", "ottob", "dicem"}
    # Portuguese
    | {"fever", "març", "maio", "junho", "julho", "setemb", "outub", "novemb", "dezemb"}
    # Polish
    | {"stycz", "lut", "marca", "kwie", "maja", "czer", "lipca", "sierp", "wrze", "paźdz"}
    | {"listop", "grud"}
)
"""How month names begin in languages that English news quotes; dateparser reads the rest."""

WEEKDAYS: dict[str, int] = {
    **{"monday": 1, "tuesday": 2, "wednesday": 3, "thursday": 4, "friday": 5},
    **{"saturday": 6, "sunday": 7},
    **{"mon": 1, "tue": 2, "tues": 2, "wed": 3, "weds": 3, "thu": 4, "thur": 4, "thurs": 4},
    **{"fri": 5, "sat": 6, "sun": 7},
}
"""Weekday names and abbreviations, ISO numbers."""

SEASONS: dict[str, str] = {
    **{"spring": "SP", "springtime": "SP", "summer": "SU", "summertime": "SU"},
    **{"fall": "FA", "autumn": "FA", "winter": "WI", "wintertime": "WI"},
}
"""Season names and their TIMEX3 codes."""

DAY_PARTS: dict[str, str] = {
    **{
        "morning": "MO",
        "midmorning": "MO",
        "mid-morning": "MO",
        "mid morning": "MO",
        "dawn": "MO",
        "daybreak": "MO",
    },
    **{
        "afternoon": "AF",
        "midafternoon": "AF",
        "mid-afternoon": "AF",
        "mid afternoon": "AF",
        "lunchtime": "MI",
    },
    **{"evening": "EV", "dusk": "EV", "sunset": "EV", "sunrise": "MO"},
    **{"night": "NI", "overnight": "NI", "nighttime": "NI"},
}
"""Parts of the day and their TIMEX3 codes (T + code)."""

UNITS: dict[str, str] = {
    **{"second": "TS", "seconds": "TS", "minute": "TM", "minutes": "TM", "hour": "TH"},
    **{"hours": "TH", "hrs": "TH", "mins": "TM"},
    **{"day": "D", "days": "D", "night": "D", "nights": "D", "weekday": "D", "weekdays": "D"},
    **{"week": "W", "weeks": "W", "fortnight": "2W", "fortnights": "2W"},
    **{"weekend": "WE", "weekends": "WE"},
    **{"month": "M", "months": "M", "quarter": "Q", "quarters": "Q"},
    **{"year": "Y", "years": "Y", "decade": "E", "decades": "E"},
    **{"century": "C", "centuries": "C", "millennium": "L", "millennia": "L"},
}
"""Units. TS, TM, TH are clock units; E, C, L (decade, century, millennium) as in TIMEX3."""

ONES: dict[str, int] = {
    **{"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8},
    **{"nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14},
    **{"fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19},
}
TENS: dict[str, int] = {
    **{"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70},
    **{"eighty": 80, "ninety": 90},
}

ORDINALS: dict[str, int] = {
    **{"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7},
    **{"eighth": 8, "ninth": 9, "tenth": 10, "eleventh": 11, "twelfth": 12, "thirteenth": 13},
    **{"fourteenth": 14, "fifteenth": 15, "sixteenth": 16, "seventeenth": 17},
    **{"eighteenth": 18, "nineteenth": 19, "twentieth": 20, "twenty-first": 21},
    **{"twenty-second": 22, "twenty-third": 23, "twenty-fourth": 24, "twenty-fifth": 25},
    **{"twenty-sixth": 26, "twenty-seventh": 27, "twenty-eighth": 28, "twenty-ninth": 29},
    **{"thirtieth": 30, "thirty-first": 31},
}

DECADES: dict[str, int] = {
    **{"twenties": 2, "thirties": 3, "forties": 4, "fifties": 5, "sixties": 6},
    **{"seventies": 7, "eighties": 8, "nineties": 9},
}

INDEFINITE: frozenset[str] = frozenset(
    {"several", "few", "a few", "some", "many", "a number of", "a handful of", "various"}
    | {"a good many", "countless", "numerous", "hundreds of", "thousands of", "dozens of"}
    | {"the", "these", "those", "a matter of", "tens of", "scores of"}
)
"""Amounts without a figure: "several years" is PXY."""

HOLIDAYS: dict[str, tuple[int, int] | tuple[int, int, int] | tuple[int, int, int, int] | int] = {
    # (month, day)
    "new year's day": (1, 1),
    "new year's eve": (12, 31),
    "new years eve": (12, 31),
    "valentine's day": (2, 14),
    "st. patrick's day": (3, 17),
    "st patrick's day": (3, 17),
    "april fools' day": (4, 1),
    "april fool's day": (4, 1),
    "may day": (5, 1),
    "bastille day": (7, 14),
    "independence day": (7, 4),
    "juneteenth": (6, 19),
    "halloween": (10, 31),
    "veterans day": (11, 11),
    "armistice day": (11, 11),
    "guy fawkes night": (11, 5),
    "christmas eve": (12, 24),
    "christmas day": (12, 25),
    "christmas": (12, 25),
    "boxing day": (12, 26),
    # (month, ISO weekday, n-th; -1 is the last)
    "martin luther king day": (1, 1, 3),
    "presidents day": (2, 1, 3),
    "presidents' day": (2, 1, 3),
    "mother's day": (5, 7, 2),
    "father's day": (6, 7, 3),
    "memorial day": (5, 1, -1),
    "labor day": (9, 1, 1),
    "columbus day": (10, 1, 2),
    "thanksgiving day": (11, 4, 4),
    "thanksgiving": (11, 4, 4),
    # (month, ISO weekday, n-th, days after it): the Tuesday after the first Monday
    "election day": (11, 1, 1, 1),
    # days from Easter Sunday
    "ash wednesday": -46,
    "palm sunday": -7,
    "maundy thursday": -3,
    "good friday": -2,
    "easter sunday": 0,
    "easter": 0,
    "easter monday": 1,
    "pentecost": 49,
    "whit monday": 50,
}
"""Holidays with a fixed or computable date (Gregorian; the United States and Britain)."""

ZONES = (
    "gmt|utc|bst|cet|cest|eet|eest|msk|est|edt|cst|cdt|mst|mdt|pst|pdt|et|pt|ist|jst|aest"
    "|eastern time|pacific time|central time|local time"
)
"""Names of time zones after a clock time."""

_EDGES: dict[str, tuple[str, ...]] = {
    "START": (
        *("early", "earlier", "very early", "the early", "the early part of"),
        *("the beginning of", "beginning of", "the start of", "start of", "the turn of"),
        *("the first days of", "the opening days of", "the first half of", "the early hours of"),
    ),
    "MID": ("mid", "the mid", "the middle of", "middle of"),
    "END": (
        *("late", "later", "very late", "the late", "as late as", "the latter part of"),
        *("the end of", "end of", "the close of", "the last days of", "the dying days of"),
        *("the last half of", "the second half of", "the latter half of"),
    ),
    "APPROX": (*("about", "around", "circa", "approximately", "roughly", "sometime", "some time"),),
}
EDGES: dict[str, str] = {words: mod for mod, entry in _EDGES.items() for words in entry}
"""What may stand before a date, and its TIMEX3 mod."""

_AMOUNTS: dict[str, tuple[str, ...]] = {
    "APPROX": ("about", "around", "approximately", "roughly", "some"),
    "LESS_THAN": (
        *("nearly", "almost", "close to", "not quite", "less than", "fewer than", "under"),
        *("just under", "well under"),
    ),
    "MORE_THAN": ("more than", "longer than", "well over", "just over", "a little over"),
    "EQUAL_OR_MORE": ("at least", "no less than", "as little as"),
    "EQUAL_OR_LESS": ("at most", "up to", "no more than", "as many as"),
}
AMOUNTS: dict[str, str] = {words: mod for mod, entry in _AMOUNTS.items() for words in entry}
"""What may stand before an amount of time, and its TIMEX3 mod."""

BEFORE_OR_AFTER: dict[str, str] = {
    **{"LESS_THAN": "AFTER", "MORE_THAN": "BEFORE"},
    **{"EQUAL_OR_LESS": "ON_OR_AFTER", "EQUAL_OR_MORE": "ON_OR_BEFORE"},
}
"""What the mod of an amount is for a point in the past: "more than a year ago" is BEFORE."""

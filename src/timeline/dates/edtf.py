"""Days to EDTF level 1 (Extended Date/Time Format, ISO 8601-2:2019)."""

from __future__ import annotations

from datetime import date

from timeline.dates.period import month_end

_APPROXIMATE = frozenset({"APPROX"})


def edtf(earliest: date | None, latest: date | None, mod: str | None = None) -> str:
    """Two inclusive limits as one EDTF level 1 string.

    A day, a whole month and a whole year get their short form ("2023-09-24", "2023-09", "2023");
    other limits give an interval "2023-11-28/2023-11-29" and an unknown limit an open one
    ("2023-09-24/..", after that day or on it). The TIMEX3 mod APPROX adds "~"; both limits
    unknown is "XXXX".

    Raises ValueError where earliest is after latest.
    """
    if earliest is not None and latest is not None and earliest > latest:
        raise ValueError(f"earliest {earliest} is after latest {latest}")
    about = "~" if mod in _APPROXIMATE else ""
    if earliest is None and latest is None:
        return "XXXX"
    if earliest is None or latest is None:
        left = "" if earliest is None else earliest.isoformat() + about
        right = "" if latest is None else latest.isoformat() + about
        return f"{left or '..'}/{right or '..'}"
    if earliest == latest:
        return earliest.isoformat() + about
    starts_month = earliest.day == 1
    if starts_month and latest == month_end(earliest.year, earliest.month):
        return f"{earliest.year:04}-{earliest.month:02}{about}"
    whole_years = starts_month and earliest.month == 1 and (latest.month, latest.day) == (12, 31)
    if whole_years and earliest.year == latest.year:
        return f"{earliest.year:04}{about}"
    if whole_years:
        return f"{earliest.year:04}{about}/{latest.year:04}{about}"
    return f"{earliest.isoformat()}{about}/{latest.isoformat()}{about}"

"""`timeline doctor`: what is installed, what is missing, and the command that adds it."""

from __future__ import annotations

import timeline
from timeline.cli.messages import DONE, WRONG, print_out
from timeline.rendering.wording import one_line


def doctor() -> int:
    """Show versions, the model, optional extras, and what is missing."""
    findings = timeline.doctor()
    width = max(len(one.name) for one in findings)
    for one in findings:
        print_out(f"{one.state:<7}  {one.name:<{width}}  {one_line(one.message)}\n")
        if one.remedy:
            print_out(f"{'':<7}  {'':<{width}}  {one_line(one.remedy)}\n")
    return WRONG if any(one.state == "wrong" for one in findings) else DONE

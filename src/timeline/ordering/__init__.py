"""7. Events to a timeline: one date for each event, a title, a score, the one order.

- `dating.py`: the date of an event from its mentions
- `salience.py`: which events matter
- `titles.py`: what to call an event
- `episodes.py`: which events are parts of another
- `order.py`: the one sort key
"""

from timeline.ordering.dating import date_events as date_events
from timeline.ordering.episodes import with_parts as with_parts
from timeline.ordering.order import in_order as in_order
from timeline.ordering.order import order as order

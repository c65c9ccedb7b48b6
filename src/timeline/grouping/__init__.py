"""5. Articles to stories: which of them tell the same story, and which copy one another.

- `stories.py`: a folder told apart into its stories
- `copies.py`: copies and rewritten copies, which count as one source
- `boilerplate.py`: what an outlet prints at the edge of its articles, and tells no event
- `shingles.py`: how much of one text another holds
"""

from timeline.grouping.boilerplate import without_boilerplate as without_boilerplate
from timeline.grouping.copies import Originals as Originals
from timeline.grouping.copies import copies as copies
from timeline.grouping.copies import originals as originals
from timeline.grouping.stories import naming as naming
from timeline.grouping.stories import stories as stories
from timeline.grouping.stories import story as story

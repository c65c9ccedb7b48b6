"""6. Mentions to events: candidate pairs, their features, clusters with their reasons.

- `words.py`, `rows.py`: the words of the texts, and what mentions have, as numbers in columns
- `stories.py`: which articles are of one story
- `profile.py`: what is compared
- `neighbours.py`, `candidates.py`: which pairs
- `features.py`: what speaks for and against; a merge feature is one function there and a row in
  weights.tsv
- `groups.py`, `cluster.py`: pairs to events
"""

from timeline.merging.cluster import cluster as cluster
from timeline.merging.cluster import coreference as coreference

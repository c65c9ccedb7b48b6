"""6. Mentions to events: candidate pairs, their features, clusters with their reasons.

- `profile.py`: what is compared
- `stories.py`: which articles are of one story
- `candidates.py`: which pairs
- `features.py`: what speaks for and against; a merge feature is one function there and a row in
  weights.tsv
- `cluster.py`: pairs to events
"""

from timeline.merging.cluster import cluster as cluster
from timeline.merging.cluster import coreference as coreference

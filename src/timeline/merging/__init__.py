"""5. Mentions to events: candidate pairs, their features, clusters with their reasons.

- `profile.py`: what is compared
- `candidates.py`: which pairs
- `features.py`: what speaks for and against; a merge feature is one function and a row there
- `cluster.py`: pairs to events
"""

from timeline.merging.cluster import cluster as cluster

from tests.annotated import annotated
from timeline.merging import cluster, coreference

RAID = """
Masked men {attacked:ASSAULT,lemma=attack} a police station near [Lemberk:PLACE].
"""
DEATHS = """
Two officers near [Lemberk:PLACE] {died:DEATH,lemma=die} in the {attack:ASSAULT} by masked men.
"""


def sizes(clusters):
    return sorted(len(one.mentions) for one in clusters)


def test_an_attack_and_the_deaths_in_it_are_two_events_of_one_episode():
    collection = [annotated("a", RAID), annotated("b", DEATHS)]
    assert sizes(coreference(collection)) == [1, 2]
    assert sizes(cluster(collection)) == [3]

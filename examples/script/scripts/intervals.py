"""Inter-spike intervals from a table of spikes with the columns population, neuron and step."""

import collections
import csv


def spike_trains(path):
    """The steps of each neuron's spikes, by population."""
    trains = collections.defaultdict(lambda: collections.defaultdict(list))
    with open(path, newline="") as file:
        for row in csv.DictReader(file):
            trains[row["population"]][row["neuron"]].append(int(row["step"]))
    return trains


def intervals(train):
    return [later - earlier for earlier, later in zip(train, train[1:])]

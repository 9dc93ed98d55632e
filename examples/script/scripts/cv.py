"""The mean coefficient of variation of the inter-spike intervals of each population."""

import csv
import json
import statistics

from intervals import intervals, spike_trains

task = json.load(open("parameters.json"))
fewest = task["parameters"]["fewest-intervals"]
trains = spike_trains(task["inputs"]["spikes"])

with open(task["outputs"]["cv"], "w", newline="") as file:
    out = csv.writer(file)
    out.writerow(["population", "neurons", "cv"])
    for population in sorted(trains):
        variations = []
        for train in trains[population].values():
            between = intervals(train)
            if len(between) >= fewest:
                variations.append(statistics.pstdev(between) / statistics.fmean(between))
        if variations:
            out.writerow([population, len(variations), statistics.fmean(variations)])

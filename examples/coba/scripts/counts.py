"""How many neurons of each population had how many spikes."""

import csv
import json
from collections import Counter

task = json.load(open("parameters.json"))

neurons = {}
with open(task["inputs"]["simulation"], newline="") as file:
    for row in csv.DictReader(file):
        neurons[row["population"]] = int(row["neurons"])

spikes_of_neuron = Counter()
with open(task["inputs"]["spikes"], newline="") as file:
    for row in csv.DictReader(file):
        spikes_of_neuron[row["population"], row["neuron"]] += 1

with open(task["outputs"]["counts"], "w", newline="") as file:
    out = csv.writer(file)
    out.writerow(["population", "spikes", "neurons"])
    for population, size in neurons.items():
        histogram = Counter(count for (of, _), count in spikes_of_neuron.items() if of == population)
        histogram[0] = size - sum(histogram.values())
        for spikes in sorted(histogram):
            out.writerow([population, spikes, histogram[spikes]])

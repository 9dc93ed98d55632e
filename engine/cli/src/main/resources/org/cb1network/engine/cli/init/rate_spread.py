"""The standard deviation of mean rates over replicates, for each condition and population."""

import csv
import json
from statistics import stdev

task = json.load(open("parameters.json"))

rates = {}
with open(task["inputs"]["rates"], newline="") as file:
    for row in csv.DictReader(file):
        rates.setdefault((row["condition"], row["population"]), []).append(float(row["rate"]))

with open(task["outputs"]["spread"], "w", newline="") as file:
    out = csv.writer(file)
    out.writerow(["condition", "population", "spread"])
    for (condition, population), of_replicates in rates.items():
        out.writerow([condition, population, stdev(of_replicates)])

"""Networks on Brian2 that stages/network and examples/ are compared with.

    python3 tools/brian2_networks.py benchmarks stages/network/src/test/resources/org/cb1network/stages/network/replay-benchmarks
    python3 tools/brian2_networks.py adex 2
    python3 tools/brian2_networks.py coba 20
    python3 tools/brian2_networks.py coba-speed 5

Needs Brian2 2.5 (Debian: python3-brian). The first command writes the spikes of the two benchmarks of Brette et al. 2007 in their first
500 ms, from the connections and events in the folder. The next two print the rates of some networks like those of examples/adex and
examples/coba, each with connections and input of its own. The last one prints the computing time per simulated second of COBA, 5 s of it,
with Cython and compiled as one C++ program.
"""
import csv
import gzip
import os
import sys
import tempfile
import time

import numpy as np
from brian2 import *

defaultclock.dt = 0.1 * ms
EXCITATORY, INHIBITORY = ("E", 3200), ("I", 800)


COBA = """dv/dt = (10*nS*(-60*mV - v) + x*(0*mV - v) + y*(-80*mV - v)) / (200*pF) : volt (unless refractory)
    dx/dt = -x / (5*ms) : siemens
    dy/dt = -y / (10*ms) : siemens"""


def rows(folder, name):
    with gzip.open(os.path.join(folder, name), "rt") as text:
        return list(csv.DictReader(text))


def write_spikes(folder, name, monitors):
    spikes = sorted(
        (int(round(t / defaultclock.dt)), population, int(i)) for population, monitor in monitors.items()
        for t, i in zip(monitor.t, monitor.i))
    text = "population,neuron,step\n" + "".join(f"{population},{i},{step}\n" for step, population, i in spikes)
    with open(os.path.join(folder, name), "wb") as raw, gzip.GzipFile("", "wb", 9, raw, 0) as out:
        out.write(text.encode())
    print(name, len(spikes), "spikes")


def benchmark(folder, name, equations, rest, weights, events):
    start_scope()
    network, groups, monitors = Network(), {}, {}
    for population, size in (EXCITATORY, INHIBITORY):
        groups[population] = NeuronGroup(
            size, equations, threshold="v > -50*mV", reset="v = -60*mV", refractory=5 * ms, method="euler")
        groups[population].v = rest
        monitors[population] = SpikeMonitor(groups[population])
        network.add(groups[population], monitors[population])
    listed = rows(folder, "connections.csv.gz")
    for pre in groups:
        for post in groups:
            pairs = [row for row in listed if row["pre_population"] == pre and row["post_population"] == post]
            synapses = Synapses(groups[pre], groups[post], on_pre=f"{'x' if pre == 'E' else 'y'}_post += {weights[pre]}")
            synapses.connect(i=[int(row["pre"]) for row in pairs], j=[int(row["post"]) for row in pairs])
            network.add(synapses)
    for target in groups:
        kicks = [row for row in events if row["target"] == target]
        if kicks:
            source = SpikeGeneratorGroup(
                groups[target].N, [int(row["neuron"]) for row in kicks],
                [int(row["step"]) for row in kicks] * defaultclock.dt)
            synapses = Synapses(source, groups[target], on_pre=f"x_post += {weights['E']}")
            synapses.connect(j="i")
            network.add(source, synapses)
    network.run(500 * ms)
    write_spikes(folder, name, monitors)


def benchmarks(folder):
    benchmark(
        folder, "spikes-coba.csv.gz", COBA,
        -60 * mV, {"E": "6*nS", "I": "67*nS"}, rows(folder, "events-coba.csv.gz"))
    benchmark(
        folder, "spikes-cuba.csv.gz",
        """dv/dt = (x + y - (v + 49*mV)) / (20*ms) : volt (unless refractory)
        dx/dt = -x / (5*ms) : volt
        dy/dt = -y / (10*ms) : volt""",
        -49 * mV, {"E": "1.62*mV", "I": "-9*mV"}, [])


def adex(random_seed):
    seed(random_seed)
    start_scope()
    equations = """dv/dt = (10*nS*(-65*mV - v) + 10*nS*slope*exp((v + 50*mV)/slope) - w + x*(0*mV - v) + y*(-80*mV - v)) / (150*pF)
                          : volt (unless refractory)
    dw/dt = (a*(v + 65*mV) - w) / (500*ms) : amp
    dx/dt = -x / (5*ms) : siemens
    dy/dt = -y / (5*ms) : siemens"""
    parameters = {
        "RS": (8000, {"slope": 2 * mV, "a": 4 * nS, "b": 20 * pA, "threshold": -40 * mV}),
        "FS": (2000, {"slope": 0.5 * mV, "a": 0 * nS, "b": 0 * pA, "threshold": -47.5 * mV}),
    }
    network, groups, monitors = Network(), {}, {}
    for population, (size, constants) in parameters.items():
        groups[population] = NeuronGroup(
            size, equations, threshold="v > threshold", reset="v = -65*mV; w += b", refractory=5 * ms, method="euler",
            namespace=constants)
        groups[population].v = -65 * mV
        monitors[population] = SpikeMonitor(groups[population])
        # 400 of the 8,000 neurons of the drive reach a neuron, each at 4 Hz.
        network.add(
            groups[population], monitors[population], PoissonInput(groups[population], "x", 400, 4 * Hz, 1 * nS))
    for pre, variable, weight in (("RS", "x", 1 * nS), ("FS", "y", 5 * nS)):
        for post in groups:
            synapses = Synapses(groups[pre], groups[post], on_pre=f"{variable}_post += {weight / nS}*nS")
            synapses.connect(condition="i != j" if pre == post else None, p=0.05)
            network.add(synapses)
    network.run(2 * second)
    print_rates(random_seed, monitors, 0.5, 2)


def coba(random_seed):
    random = np.random.default_rng(random_seed)
    start_scope()
    network, groups, monitors = Network(), {}, {}
    for population, size in (EXCITATORY, INHIBITORY):
        groups[population] = NeuronGroup(
            size, COBA, threshold="v > -50*mV", reset="v = -60*mV", refractory=5 * ms, method="euler")
        groups[population].v = -60 * mV
        monitors[population] = SpikeMonitor(groups[population])
        # The kick: about three events for each neuron, at 25 ms.
        steps = [np.unique(np.rint(random.normal(250, 100, random.poisson(3))).astype(int)) for _ in range(size)]
        kicks = [(i, step) for i, of_neuron in enumerate(steps) for step in of_neuron if step >= 0]
        source = SpikeGeneratorGroup(size, [i for i, _ in kicks], [step for _, step in kicks] * defaultclock.dt)
        synapses = Synapses(source, groups[population], on_pre="x_post += 6*nS")
        synapses.connect(j="i")
        network.add(groups[population], monitors[population], source, synapses)
    for pre, on_pre in (("E", "x_post += 6*nS"), ("I", "y_post += 67*nS")):
        for post in groups:
            synapses = Synapses(groups[pre], groups[post], on_pre=on_pre)
            connected = random.random((groups[pre].N, groups[post].N)) < 0.02
            if pre == post:
                np.fill_diagonal(connected, False)
            i, j = np.nonzero(connected)
            synapses.connect(i=i, j=j)
            network.add(synapses)
    network.run(3 * second)
    print_rates(random_seed, monitors, 0.2, 1)
    print_rates(random_seed, monitors, 0.2, 3)


def print_rates(random_seed, monitors, begin, end):
    """Of a time in s; a variation is that of neurons with at least two intervals, as in the stage isi-statistics."""
    for population, monitor in monitors.items():
        trains = [t[(t >= begin * second) & (t < end * second)] / ms for t in monitor.spike_trains().values()]
        variations = [np.std(np.diff(t)) / np.mean(np.diff(t)) for t in trains if len(t) > 2]
        rate = sum(len(t) for t in trains) / len(trains) / (end - begin)
        print(f"seed {random_seed}, {begin} - {end} s, {population}: {rate:.2f} Hz, CV {np.mean(variations):.2f}", flush=True)


def coba_speed(seconds, standalone):
    if standalone:
        set_device("cpp_standalone", directory=tempfile.mkdtemp(prefix="brian2-"))
    else:
        prefs.codegen.target = "cython"
    neurons = NeuronGroup(
        4000, COBA, threshold="v > -50*mV", reset="v = -60*mV", refractory=5 * ms, method="euler")
    neurons.v = -60 * mV
    # About three events for each neuron in the first 45 ms, then nothing.
    steps = np.random.default_rng(1).integers(50, 450, 12000)
    events = np.unique(np.stack([np.repeat(np.arange(4000), 3), steps], 1), axis=0)
    kick = SpikeGeneratorGroup(4000, events[:, 0], events[:, 1] * defaultclock.dt)
    kicks = Synapses(kick, neurons, on_pre="x_post += 6*nS")
    kicks.connect(j="i")
    excitatory = Synapses(neurons[:3200], neurons, on_pre="x_post += 6*nS")
    inhibitory = Synapses(neurons[3200:], neurons, on_pre="y_post += 67*nS")
    for synapses in (excitatory, inhibitory):
        synapses.connect(p=0.02)
    monitor = SpikeMonitor(neurons)
    network = Network(neurons, kick, kicks, excitatory, inhibitory, monitor)
    if not standalone:
        network.run(50 * ms)  # compiles
    start = time.perf_counter()
    network.run(seconds * second)
    took = device._last_run_time if standalone else time.perf_counter() - start
    name = "C++ standalone" if standalone else "Cython"
    rate = monitor.num_spikes / 4000 / (network.t / second)
    print(f"{name}: {took / seconds:.3f} s per simulated s, {rate:.1f} Hz", flush=True)


if sys.argv[1] == "benchmarks":
    benchmarks(sys.argv[2])
elif sys.argv[1] == "coba-speed":
    coba_speed(float(sys.argv[2]), standalone=False)
    coba_speed(float(sys.argv[2]), standalone=True)
else:
    for number in range(1, 1 + int(sys.argv[2])):
        {"adex": adex, "coba": coba}[sys.argv[1]](number)

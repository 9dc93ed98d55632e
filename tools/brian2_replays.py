"""Makes the Brian2 replays of stages/network: small networks whose connections and input are listed, so that nothing random is left.

    python3 tools/brian2_replays.py stages/network/src/test/resources/org/cb1network/stages/network

Needs Brian2 2.5 (Debian: python3-brian). Each folder holds connections.csv.gz, input-E.csv.gz and input-I.csv.gz (spikes of afferents that
are connected one to one) and spikes.csv.gz. Brian2ReplayTest has the same parameters.
"""
import gzip
import hashlib
import os
import sys

import numpy as np
from brian2 import *

prefs.codegen.target = "numpy"
N = {"E": 200, "I": 50}
DURATION_MS = 500


def write(folder, name, header, rows):
    # Without a time in the header of the gzip file, the same rows give the same bytes.
    with open(os.path.join(folder, name), "wb") as raw, gzip.GzipFile("", "wb", 9, raw, 0) as out:
        out.write((header + "\n" + "".join(",".join(map(str, row)) + "\n" for row in rows)).encode())


def replay(folder, seed, equations, parameters, on_pre, weights, reset, input_weight, delay_steps, refractory,
           synapse_model="", start=None, prepare=lambda name, group: None, reached=None, own_weights=None):
    os.makedirs(folder, exist_ok=True)
    random = np.random.default_rng(seed)
    start_scope()
    defaultclock.dt = 0.1 * ms
    groups, monitors, network, listed = {}, {}, Network(), []
    for name in N:
        groups[name] = NeuronGroup(
            N[name], equations, threshold="v > threshold", reset=reset, refractory=refractory, method="euler",
            namespace=parameters[name])
        groups[name].v = parameters[name]["rest"]
        prepare(name, groups[name])
        monitors[name] = SpikeMonitor(groups[name])
        network.add(groups[name], monitors[name])
    for pre in N:
        for post in N:
            connected = random.random((N[pre], N[post])) < 0.1
            i, j = np.nonzero(connected)
            steps = delay_steps(random, i.size)
            synapses = Synapses(groups[pre], groups[post], synapse_model, on_pre=on_pre(pre, weights[pre]))
            synapses.connect(i=i, j=j)
            for variable, value in (start or {}).items():
                setattr(synapses, variable, value)
            synapses.delay = steps * 0.1 * ms
            network.add(synapses)
            rows = [(pre, post, a, b, round(c * 0.1, 1)) for a, b, c in zip(i, j, steps)]
            if own_weights:
                in_ns = own_weights(random, pre, i.size)
                synapses.weight = in_ns * nS
                rows = [row + (value,) for row, value in zip(rows, in_ns)]
            listed += rows
    for name in N:
        targets = (reached or {}).get(name, np.arange(N[name]))
        neuron, step = np.nonzero(random.random((targets.size, DURATION_MS * 10)) < 0.06)
        source = SpikeGeneratorGroup(targets.size, neuron, step * 0.1 * ms)
        synapses = Synapses(source, groups[name], on_pre=on_input("x", input_weight) if synapse_model else on_pre("E", input_weight))
        synapses.connect(i=np.arange(targets.size), j=targets)
        network.add(source, synapses)
        write(folder, f"input-{name}.csv.gz", "neuron,time_ms", [(n, round(s * 0.1, 1)) for n, s in zip(neuron, step)])
    network.run(DURATION_MS * ms)
    write(folder, "connections.csv.gz", "pre_population,post_population,pre,post,delay_ms" + (",weight_nS" if own_weights else ""), listed)
    spikes = sorted(
        (int(round(t / (0.1 * ms))), name, int(i)) for name in N for t, i in zip(monitors[name].t, monitors[name].i))
    write(folder, "spikes.csv.gz", "population,neuron,step", [(name, i, step) for step, name, i in spikes])
    print(folder, {name: monitors[name].num_spikes / N[name] / DURATION_MS * 1000 for name in N}, "Hz")


def on_input(variable, weight):
    return f"{variable}_post += {weight}"


def factors(role, count, width):
    """Uniform numbers from 1 - width to 1 + width, as the simulator draws them with seed 0 from the stream of this name (SplitMix64)."""
    state = np.frombuffer(hashlib.sha256(bytes(8) + role.encode()).digest()[:8], ">u8").astype(np.uint64)
    with np.errstate(over="ignore"):
        z = state + np.arange(1, count + 1, dtype=np.uint64) * np.uint64(0x9e3779b97f4a7c15)
        z = (z ^ (z >> np.uint64(30))) * np.uint64(0xbf58476d1ce4e5b9)
        z = (z ^ (z >> np.uint64(27))) * np.uint64(0x94d049bb133111eb)
        z = z ^ (z >> np.uint64(31))
    return 1 + width * (2 * ((z >> np.uint64(11)) * 2.0**-53) - 1)


def no_delay(random, count):
    return np.zeros(count, int)


def main(folder):
    leaky = {"rest": -70 * mV, "threshold": -50 * mV, "back": -60 * mV}
    # Steps of the potential with a delay for each synapse; what arrives while a neuron is refractory is lost.
    replay(
        os.path.join(folder, "replay-delta"), 1, "dv/dt = (rest - v) / (20*ms) : volt (unless refractory)",
        {"E": leaky, "I": leaky},
        lambda pre, weight: f"v_post += int(not_refractory_post) * ({weight})",
        {"E": "0.4*mV", "I": "-2*mV"}, "v = back", "1.9*mV",
        lambda random, count: random.integers(1, 30, count), 2 * ms)
    # Currents that decay exponentially, without delays, and a current that is injected from 100 to 300 ms.
    replay(
        os.path.join(folder, "replay-current"), 2,
        """dv/dt = (10*nS*(rest - v) + x + y + 60*pA*int(t > 99.95*ms)*int(t < 299.95*ms)) / (200*pF) : volt (unless refractory)
        dx/dt = -x / (5*ms) : amp
        dy/dt = -y / (10*ms) : amp""",
        {"E": leaky, "I": leaky},
        lambda pre, weight: f"{'x' if pre == 'E' else 'y'}_post += {weight}",
        {"E": "15*pA", "I": "-60*pA"}, "v = back", "60*pA", no_delay, 5 * ms)
    # Adaptive exponential neurons with conductances and one delay (regular and fast spiking, Zerlaut et al. 2018).
    adaptive = {"rest": -65 * mV, "threshold": -30 * mV, "slope": 2 * mV, "onset": -50 * mV, "back": -65 * mV,
                "a": 4 * nS, "b": 20 * pA}
    fast = {"rest": -65 * mV, "threshold": -30 * mV, "slope": 0.5 * mV, "onset": -50 * mV, "back": -65 * mV,
            "a": 0 * nS, "b": 0 * pA}
    replay(
        os.path.join(folder, "replay-adaptive"), 3,
        """dv/dt = (10*nS*(rest - v) + 10*nS*slope*exp((v - onset)/slope) - w + x*(0*mV - v) + y*(-80*mV - v)) / (150*pF)
                  : volt (unless refractory)
        dw/dt = (a*(v - rest) - w) / (500*ms) : amp
        dx/dt = -x / (5*ms) : siemens
        dy/dt = -y / (5*ms) : siemens""",
        {"E": adaptive, "I": fast},
        lambda pre, weight: f"{'x' if pre == 'E' else 'y'}_post += {weight}",
        {"E": "1*nS", "I": "5*nS"}, "v = back; w += b", "1.5*nS",
        lambda random, count: np.full(count, 15), 5 * ms)
    # Currents with short-term plasticity: facilitation and depression (Tsodyks, Pawelzik and Markram 1998), and one delay.
    replay(
        os.path.join(folder, "replay-plasticity"), 4,
        """dv/dt = (10*nS*(rest - v) + x + y) / (200*pF) : volt (unless refractory)
        dx/dt = -x / (5*ms) : amp
        dy/dt = -y / (10*ms) : amp""",
        {"E": leaky, "I": leaky},
        lambda pre, weight: f"used += 0.2*(1 - used); {'x' if pre == 'E' else 'y'}_post += {weight}*used*resources;"
                            " resources -= used*resources",
        {"E": "60*pA", "I": "-240*pA"}, "v = back", "60*pA",
        lambda random, count: np.full(count, 8), 2 * ms,
        """dused/dt = -used / (400*ms) : 1 (event-driven)
        dresources/dt = (1 - resources) / (150*ms) : 1 (event-driven)""", {"used": 0, "resources": 1})

    # Excitation acts on two receptors: one decays at once, the other is a difference of exponentials whose peak is 0.3 times the weight.
    peak = np.log(40 / 3) * 40 * 3 / (40 - 3)
    parameters = {"rest": -70 * mV, "threshold": -50 * mV, "back": -60 * mV,
                  "scale": 0.3 / (np.exp(-peak / 40) - np.exp(-peak / 3))}
    replay(
        os.path.join(folder, "replay-receptors"), 5,
        """dv/dt = (10*nS*(rest - v) + x*(0*mV - v) + scale*(late - early)*(0*mV - v) + y*(-80*mV - v)) / (200*pF)
                  : volt (unless refractory)
        dx/dt = -x / (2*ms) : siemens
        dlate/dt = -late / (40*ms) : siemens
        dearly/dt = -early / (3*ms) : siemens
        dy/dt = -y / (10*ms) : siemens""",
        {"E": parameters, "I": parameters},
        lambda pre, weight: f"x_post += {weight}; late_post += {weight}; early_post += {weight}"
                            if pre == "E" else f"y_post += {weight}",
        {"E": "0.2*nS", "I": "4*nS"}, "v = back", "0.5*nS",
        lambda random, count: random.integers(1, 30, count), 2 * ms)

    # A current that is injected into some of the neurons of E, and input that reaches others of them.
    def mark(name, group):
        group.injected = np.isin(np.arange(N[name]), [*range(0, 50), *range(120, 140), 199]) * (name == "E")

    replay(
        os.path.join(folder, "replay-ranges"), 6,
        """dv/dt = (10*nS*(rest - v) + x + y + 150*pA*injected*int(t > 99.95*ms)) / (200*pF) : volt (unless refractory)
        dx/dt = -x / (5*ms) : amp
        dy/dt = -y / (10*ms) : amp
        injected : 1 (constant)""",
        {"E": leaky, "I": leaky},
        lambda pre, weight: f"{'x' if pre == 'E' else 'y'}_post += {weight}",
        {"E": "25*pA", "I": "-60*pA"}, "v = back", "60*pA", no_delay, 2 * ms, prepare=mark,
        reached={"E": np.arange(30, 130)})

    # Adaptive exponential neurons that all differ, with conductances and adaptation from the beginning.
    def differ(name, group):
        for variable, stream, mean, width in (
                ("slope", "slopes", 2 * mV, 0.4), ("a", "couplings", 4 * nS, 0.5), ("b", "increments", 20 * pA, 0.6),
                ("tau", "adaptation decays", 300 * ms, 0.3), ("ref", "refractory periods", 5 * ms, 0.5),
                ("w", "initial adaptation", 40 * pA, 0.9), ("x", "initial e conductances", 6 * nS, 0.8)):
            setattr(group, variable, mean * factors(f"{stream} of {name}", N[name], width))
        group.onset = -50 * mV + 2 * mV * (factors(f"onsets of {name}", N[name], 1) - 1)
        group.y = 3 * nS * factors(f"initial i conductances of {name}", N[name], 0.8)

    different = {"rest": -65 * mV, "threshold": -30 * mV, "back": -65 * mV}
    replay(
        os.path.join(folder, "replay-different"), 7,
        """dv/dt = (10*nS*(rest - v) + 10*nS*slope*exp((v - onset)/slope) - w + x*(0*mV - v) + y*(-80*mV - v)) / (150*pF)
                  : volt (unless refractory)
        dw/dt = (a*(v - rest) - w) / tau : amp
        dx/dt = -x / (5*ms) : siemens
        dy/dt = -y / (5*ms) : siemens
        slope : volt (constant)
        onset : volt (constant)
        a : siemens (constant)
        b : amp (constant)
        tau : second (constant)
        ref : second (constant)""",
        {"E": different, "I": different},
        lambda pre, weight: f"{'x' if pre == 'E' else 'y'}_post += {weight}",
        {"E": "1*nS", "I": "5*nS"}, "v = back; w += b", "1.5*nS",
        lambda random, count: np.full(count, 15), "ref", prepare=differ)

    # Plastic synapses that differ in weights and delays, on two receptors of adaptive exponential neurons; input reaches some of them.
    scale = {"scale": parameters["scale"]}
    plastic = "used += 0.4*(1 - used); {}; resources -= used*resources"
    acting = "weight*used*resources"
    replay(
        os.path.join(folder, "replay-combined"), 8,
        """dv/dt = (10*nS*(rest - v) + 10*nS*slope*exp((v - onset)/slope) - w + x*(0*mV - v) + scale*(late - early)*(0*mV - v)
                  + y*(-80*mV - v)) / (150*pF) : volt (unless refractory)
        dw/dt = (a*(v - rest) - w) / (500*ms) : amp
        dx/dt = -x / (2*ms) : siemens
        dlate/dt = -late / (40*ms) : siemens
        dearly/dt = -early / (3*ms) : siemens
        dy/dt = -y / (10*ms) : siemens""",
        {"E": adaptive | scale, "I": fast | scale},
        lambda pre, weight: plastic.format(
            f"x_post += {acting}; late_post += {acting}; early_post += {acting}" if pre == "E" else f"y_post += {acting}"),
        {"E": None, "I": None}, "v = back; w += b", "3*nS",
        lambda random, count: random.integers(1, 30, count), 5 * ms,
        """dused/dt = -used / (100*ms) : 1 (event-driven)
        dresources/dt = (1 - resources) / (300*ms) : 1 (event-driven)
        weight : siemens (constant)""", {"used": 0, "resources": 1}, reached={"E": np.arange(30, 130)},
        own_weights=lambda random, pre, count: np.round(random.lognormal(0, 0.5, count) * (1.5 if pre == "E" else 6), 4))


main(sys.argv[1])

"""Makes the Brian2 replays of stages/network: small networks whose connections and input are listed, so that nothing random is left.

    python3 tools/brian2_replays.py stages/network/src/test/resources/org/cb1network/stages/network

Needs Brian2 2.5 (Debian: python3-brian). Each folder holds connections.csv.gz, input.csv.gz (spikes of an afferent that is connected
one to one) and spikes.csv.gz. ReplayTest has the same parameters.
"""
import gzip
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
           synapse_model="", start=None):
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
            listed += [(pre, post, a, b, round(c * 0.1, 1)) for a, b, c in zip(i, j, steps)]
    for name in N:
        neuron, step = np.nonzero(random.random((N[name], DURATION_MS * 10)) < 0.06)
        source = SpikeGeneratorGroup(N[name], neuron, step * 0.1 * ms)
        synapses = Synapses(source, groups[name], on_pre=on_input("x", input_weight) if synapse_model else on_pre("E", input_weight))
        synapses.connect(j="i")
        network.add(source, synapses)
        write(folder, f"input-{name}.csv.gz", "neuron,time_ms", [(n, round(s * 0.1, 1)) for n, s in zip(neuron, step)])
    network.run(DURATION_MS * ms)
    write(folder, "connections.csv.gz", "pre_population,post_population,pre,post,delay_ms", listed)
    spikes = sorted(
        (int(round(t / (0.1 * ms))), name, int(i)) for name in N for t, i in zip(monitors[name].t, monitors[name].i))
    write(folder, "spikes.csv.gz", "population,neuron,step", [(name, i, step) for step, name, i in spikes])
    print(folder, {name: monitors[name].num_spikes / N[name] / DURATION_MS * 1000 for name in N}, "Hz")


def on_input(variable, weight):
    return f"{variable}_post += {weight}"


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


main(sys.argv[1])

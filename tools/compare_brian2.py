"""The network of the paper, condition V1 without input, on Brian2; see compare-brian2.sh.

Usage: compare_brian2.py SIMULATED_SECONDS
"""

import sys
import tempfile

import brian2
import numpy as np
from brian2 import Hz, NeuronGroup, Network, PoissonInput, SpikeMonitor, Synapses, defaultclock, mV, ms, nS, pF, second

SIZES = {"L4Exc": 4000, "L23Exc": 4000, "PvInh": 500, "CB1Inh": 500}
THRESHOLDS_MV = {"L4Exc": -50, "L23Exc": -50, "PvInh": -53, "CB1Inh": -53}
BACKGROUND = {"L4Exc": 0.01, "L23Exc": 0.075, "PvInh": 0.1, "CB1Inh": 0.025}
# pre, post, connection probability, release probability
PROJECTIONS = [
    ("L4Exc", "L23Exc", 0.01, 1),
    ("L23Exc", "L23Exc", 0.05, 1),
    ("L23Exc", "PvInh", 0.05, 1),
    ("L23Exc", "CB1Inh", 0.05, 1),
    ("PvInh", "L23Exc", 0.067, 1),
    ("PvInh", "PvInh", 0.075, 1),
    ("CB1Inh", "L4Exc", 0.025, 0.5),
    ("CB1Inh", "L23Exc", 0.067, 0.5),
    ("CB1Inh", "CB1Inh", 0.025, 1),
]
EQUATIONS = """
dV/dt = (10*nS*(-70*mV - V) + Ge*(0*mV - V) + Gi*(-80*mV - V)) / (200*pF) : volt (unless refractory)
dGe/dt = -Ge/(5*ms) : siemens
dGi/dt = -Gi/(5*ms) : siemens
"""


def connections(rng, pre, post, probability):
    """Draw presynaptic neurons with a fixed in-degree, with replacement and without self-connections."""
    in_degree = int(probability * SIZES[pre])
    j = np.repeat(np.arange(SIZES[post]), in_degree)
    if pre == post:
        i = rng.integers(0, SIZES[pre] - 1, j.size)
        i += i >= j
    else:
        i = rng.integers(0, SIZES[pre], j.size)
    return i, j


def main():
    seconds = float(sys.argv[1])
    brian2.set_device("cpp_standalone", directory=tempfile.mkdtemp(prefix="brian2-"), build_on_run=True)
    brian2.seed(1)
    rng = np.random.default_rng(1)
    defaultclock.dt = 0.1 * ms
    network = Network()
    groups = {}
    monitors = {}
    for name, size in SIZES.items():
        group = NeuronGroup(
            size,
            EQUATIONS,
            threshold=f"V > {THRESHOLDS_MV[name]}*mV",
            reset="V = -70*mV",
            refractory=5 * ms,
            method="euler",
        )
        group.V = -70 * mV
        groups[name] = group
        monitors[name] = SpikeMonitor(group)
        background = PoissonInput(group, "Ge", 1, 4 * Hz * 4000 * BACKGROUND[name], 2 * nS)
        network.add(group, monitors[name], background)
    for pre, post, probability, release in PROJECTIONS:
        variable, weight = ("Ge", 2) if pre.endswith("Exc") else ("Gi", 10)
        transmitted = "" if release == 1 else f" * int(rand() < {release})"
        synapses = Synapses(groups[pre], groups[post], on_pre=f"{variable}_post += {weight}*nS{transmitted}")
        i, j = connections(rng, pre, post, probability)
        synapses.connect(i=i, j=j)
        network.add(synapses)
    network.run(seconds * second)
    loop = brian2.device._last_run_time
    rates = " ".join(f"{name} {monitors[name].num_spikes / size / seconds:.4g}" for name, size in SIZES.items())
    print(f"Brian2 {brian2.__version__}: {loop / seconds:.3f} s per simulated s | Hz: {rates}")


if __name__ == "__main__":
    main()

"""A plan of 500 tasks drawn 10,000 times, with criticality: ours, pmcontrols and networkx.

Everybody draws the same network from the same three points. The percentiles are held against
100,000 exact beta draws, pushed through the network by other code than ours.
"""

from time import perf_counter

import networkx as nx
import numpy as np
import pmcontrols

from catchball.kernel.schedule import Activity, Dependency, Network, Spread, simulate

TASKS, DRAWS, EXACT, FEW, ROUNDS = 500, 10_000, 100_000, 40, 7
AT = (50, 80, 95)


def a_plan():
    """Return tasks as points of an estimate and what each waits for: some 1,000 links."""
    chance = np.random.default_rng(20261128)
    points, before = [], []
    for number in range(TASKS):
        likely = float(chance.integers(2, 30))
        points.append(
            (likely * chance.uniform(0.6, 0.9), likely, likely * chance.uniform(1.2, 2.2))
        )
        reach = range(max(0, number - 25), number)
        count = min(len(reach), int(chance.integers(1, 4)))
        before.append(
            sorted(int(one) for one in chance.choice(reach, count, replace=False)) if count else []
        )
    return points, before


def ours(points, before):
    """Build the network from plain values and draw it, as a page does."""
    network = Network(
        [Activity(str(number), round(one[1])) for number, one in enumerate(points)],
        [Dependency(str(one), str(number)) for number, into in enumerate(before) for one in into],
    )
    spreads = {str(number): Spread(*one) for number, one in enumerate(points)}
    return simulate(network, spreads, watched=[str(TASKS - 1)], draws=DRAWS)


def theirs(points, before):
    """Ask pmcontrols, which draws exact betas and counts criticality too."""
    return pmcontrols.pert(
        [
            {"id": number, "predecessors": into, "a": low, "m": likely, "b": high}
            for number, ((low, likely, high), into) in enumerate(zip(points, before, strict=True))
        ],
        n_sim=DRAWS,
    )


def by_graph(points, before, draws):
    """Ask networkx for the longest path once a draw; it counts no criticality."""
    graph = nx.DiGraph()
    graph.add_nodes_from(range(TASKS + 1))
    graph.add_edges_from((one, number) for number, into in enumerate(before) for one in into)
    graph.add_edges_from((number, TASKS) for number in range(TASKS))
    durations = betas(points, draws, seed=5).T.tolist()
    found = []
    for drawn in durations:
        for start, _end, edge in graph.edges(data=True):
            edge["weight"] = drawn[start]
        found.append(nx.dag_longest_path_length(graph))
    return found


def betas(points, draws, seed):
    """Return exact draws: a row for each task."""
    chance = np.random.default_rng(seed)
    rows = []
    for low, likely, high in points:
        mode = (likely - low) / (high - low)
        rows.append(low + (high - low) * chance.beta(1 + 4 * mode, 5 - 4 * mode, draws))
    return np.array(rows)


def exact(points, before):
    """Return the percentiles of the end from exact draws, in pieces that fit the memory."""
    ends = []
    for piece in range(EXACT // DRAWS):
        durations = betas(points, DRAWS, seed=100 + piece)
        for number, into in enumerate(before):
            if into:
                durations[number] += durations[into].max(axis=0)
        ends.append(durations.max(axis=0))
    return np.percentile(np.concatenate(ends), AT)


def best_times(*works):
    """Return the best time of each work; rounds alternate, so that all meet the same machine."""
    times = [[] for _work in works]
    for _round in range(ROUNDS):
        for taken, work in zip(times, works, strict=True):
            begun = perf_counter()
            work()
            taken.append(perf_counter() - begun)
    return [min(taken) for taken in times]


def main():
    points, before = a_plan()
    begun = perf_counter()
    outlook = ours(points, before)
    first = perf_counter() - begun
    right = exact(points, before)
    beside = theirs(points, before)
    mine = [outlook.finish_by(at) for at in AT]
    apart = max(abs(one - other) / other for one, other in zip(mine, right, strict=True))
    indices = dict(zip(beside.table["activity"], beside.table["criticality_index"], strict=True))
    gap = max(abs(outlook.criticality[key] - indices[key]) for key in indices)
    time, peer, few = best_times(
        lambda: ours(points, before),
        lambda: theirs(points, before),
        lambda: by_graph(points, before, FEW),
    )
    graph = few * DRAWS / FEW
    links = sum(len(into) for into in before)

    print(f"Forecast: {TASKS} tasks, {links:,} links, {DRAWS:,} draws with criticality")
    print(f"  ours                          {time * 1000:>10,.0f} ms    (goal under 250)")
    print(f"  ours, the first of a process  {first * 1000:>10,.0f} ms")
    print(f"  pmcontrols {pmcontrols.__version__}              {peer * 1000:>10,.0f} ms")
    print(
        f"  networkx {nx.__version__}, no criticality {graph * 1000:>10,.0f} ms    (from {FEW} draws)"
    )
    print(f"  pmcontrols ÷ ours             {peer / time:>10.1f} ×     (goal 4)")
    print(f"  networkx ÷ ours               {graph / time:>10,.0f} ×     (goal 300)")
    for at, one, other in zip(AT, mine, right, strict=True):
        print(f"  P{at}, ours and {EXACT:,} exact  {one:>12.2f} {other:>10.2f}")
    print(f"  furthest apart                {apart:>10.3%}      (goal 0.3 %)")
    print(f"  criticality, furthest from pmcontrols {gap:.3f}")


if __name__ == "__main__":
    main()

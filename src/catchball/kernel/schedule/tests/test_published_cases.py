"""Networks with published answers, files that Microsoft Project computed, and closed forms."""

import gzip
import json
import math
from itertools import pairwise

import pytest

from catchball.kernel.schedule import (
    Activity,
    Dependency,
    Link,
    Network,
    Shape,
    Spread,
    schedule,
    simulate,
)
from shared import shared_data

DRAWS = 20_000


def networks():
    text = gzip.decompress(shared_data("schedules", "psplib_cpm.jsonl.gz").read_bytes()).decode()
    return {one["id"]: one for one in map(json.loads, text.splitlines())}


def network_of(given):
    return Network(
        [Activity(str(task["id"]), task["duration"]) for task in given["tasks"]],
        [
            Dependency(str(before), str(task["id"]))
            for task in given["tasks"]
            for before in task["predecessors"]
        ],
    )


def in_series(points, shape):
    keys = [str(number) for number in range(len(points))]
    network = Network(
        [
            Activity(key, round(likely))
            for key, (_low, likely, _high) in zip(keys, points, strict=True)
        ],
        [Dependency(a, b) for a, b in pairwise(keys)],
    )
    spreads = {key: Spread(*three, shape) for key, three in zip(keys, points, strict=True)}
    return network, spreads


def monte_carlo():
    return json.loads(shared_data("schedules", "monte_carlo.json").read_text("utf-8"))


class TestCriticalPath:
    def test_is_that_of_twenty_networks_of_psplib(self):
        found = networks()
        assert len(found) == 20
        for given in found.values():
            answer = schedule(network_of(given))
            assert answer.finish == given["published_mpm_time"]
            for task in given["tasks"]:
                times = answer.times[str(task["id"])]
                assert (
                    times.early_start,
                    times.early_finish,
                    times.late_start,
                    times.late_finish,
                    times.total_float,
                    times.free_float,
                    times.is_critical,
                ) == (
                    task["es"],
                    task["ef"],
                    task["ls"],
                    task["lf"],
                    task["total_float"],
                    task["free_float"],
                    task["critical"],
                ), (given["id"], task["id"])

    def test_follows_links_of_all_four_kinds_as_microsoft_project_does(self):
        files = json.loads(shared_data("schedules", "mspdi", "expected.json").read_text("utf-8"))
        file = next(one for one in files if one["file"] == "mspdirelations.xml")
        tasks = [task for task in file["tasks"] if task["summary"] == "0"]
        day = int(file["minutes_per_day"])
        answer = schedule(
            Network(
                [Activity(task["uid"], day) for task in tasks],
                [
                    Dependency(
                        link["uid"],
                        task["uid"],
                        Link(link["type"]),
                        int(link["lag_tenth_min"]) // 10,
                    )
                    for task in tasks
                    for link in task.get("predecessors", [])
                ],
            )
        )
        days = {"2006-09-21": 0, "2006-09-22": day, "2006-09-25": 2 * day}
        for task in tasks:
            times = answer.times[task["uid"]]
            assert times.early_start == days[task["start"][:10]], task["name"]
            assert times.late_start == days[task["late_start"][:10]], task["name"]
            assert times.total_float * 10 == int(task["total_slack_tenth_min"]), task["name"]
            assert times.free_float * 10 == int(task["free_slack_tenth_min"]), task["name"]
            assert times.is_critical == (task["critical"] == "1"), task["name"]


class TestSimulate:
    def test_finds_the_percentiles_of_five_hundred_thousand_samples(self):
        found = networks()
        for case in monte_carlo()["networks (in psplib_cpm.jsonl.gz)"]:
            given = found[case["network"]]
            network = network_of(given)
            spreads = {
                str(task["id"]): Spread(
                    0.8 * task["duration"],
                    task["duration"],
                    1.6 * task["duration"],
                    Shape.TRIANGULAR,
                )
                for task in given["tasks"]
            }
            outlook = simulate(network, spreads, draws=DRAWS)
            expected = case["expected"]
            assert outlook.mean == pytest.approx(expected["mean"], rel=0.01)
            assert outlook.deviation == pytest.approx(expected["sd"], rel=0.05)
            for at, key in ((10, "p10"), (50, "p50"), (80, "p80"), (90, "p90"), (95, "p95")):
                assert outlook.finish_by(at) == pytest.approx(expected[key], rel=0.01), key
            within = outlook.chance_by(expected["deterministic_length"])
            assert within == pytest.approx(expected["prob_within_deterministic"], abs=0.003)

    def test_agrees_with_the_closed_form_of_a_chain(self):
        chain, expected = (
            monte_carlo()["analytic"][0]["tasks"],
            monte_carlo()["analytic"][0]["expected"],
        )
        outlook = simulate(*in_series(chain, Shape.TRIANGULAR), draws=DRAWS)
        assert outlook.mean == pytest.approx(expected["mean"], rel=0.01)
        assert outlook.deviation == pytest.approx(expected["sd"], rel=0.05)

    def test_has_the_mean_of_pert_on_the_same_chain(self):
        """Its deviation is that of the beta (m - a)(b - m) ÷ 7, not a sixth of the width."""
        chain, expected = (
            monte_carlo()["analytic"][1]["tasks"],
            monte_carlo()["analytic"][1]["expected"],
        )
        outlook = simulate(*in_series(chain, Shape.PERT), draws=DRAWS)
        assert outlook.mean == pytest.approx(expected["mean"], rel=0.01)
        means = [(low + 4 * likely + high) / 6 for low, likely, high in chain]
        variance = sum(
            (mean - low) * (high - mean) / 7
            for mean, (low, _likely, high) in zip(means, chain, strict=True)
        )
        assert outlook.deviation == pytest.approx(math.sqrt(variance), rel=0.05)

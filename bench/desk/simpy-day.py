"""The day of simulation.ts with SimPy: a resource of counters, which a visitor waits for or leaves. argv: the day."""
import json
import math
import random
import sys
import time

import simpy

told = json.loads(sys.argv[1])
step, arrivals, counters = told["step"], told["arrivals"], told["counters"]
mean, deviation = told["service"]["mean"], told["service"]["deviation"]
patience, goal = told["patience"], told["goal"]
spread = math.log1p((deviation / mean) ** 2)
middle = math.log(mean) - spread / 2
most = max(arrivals) / step


def visitor(env, office, counts):
    came = env.now
    counts["came"] += 1
    with office.request() as called:
        yield called | env.timeout(random.expovariate(1 / patience))
        if not called.triggered:
            return
        if env.now - came <= goal:
            counts["soon"] += 1
        yield env.timeout(random.lognormvariate(middle, math.sqrt(spread)))


def visitors(env, office, counts):
    """Thinning: as many as in the busiest step, some of them passed over."""
    while True:
        yield env.timeout(random.expovariate(most))
        if env.now >= step * len(arrivals):
            return
        if random.random() * most * step < arrivals[int(env.now // step)]:
            env.process(visitor(env, office, counts))


def simulate_day(counts):
    env = simpy.Environment()
    env.process(visitors(env, simpy.Resource(env, capacity=counters), counts))
    env.run()


random.seed(7)
counts = {"came": 0, "soon": 0}
days = 150
began = time.perf_counter()
for _ in range(days):
    simulate_day(counts)
seconds = time.perf_counter() - began
print(json.dumps({"perSecond": days / seconds, "share": counts["soon"] / counts["came"]}))

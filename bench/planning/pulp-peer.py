"""pulp-peer.py instance.json seconds: one p-median instance by PuLP with CBC, the classical model; prints {status, value, seconds}."""
import json
import sys
import time

import pulp

with open(sys.argv[1], encoding="utf-8") as file:
    instance = json.load(file)
size, count, costs = instance["size"], instance["count"], instance["costs"]
began = time.perf_counter()
model = pulp.LpProblem("median", pulp.LpMinimize)
opened = [pulp.LpVariable(f"y{j}", cat="Binary") for j in range(size)]
served = [[pulp.LpVariable(f"x{i}_{j}", 0, 1) for j in range(size)] for i in range(size)]
model += pulp.lpSum(costs[i * size + j] * served[i][j] for i in range(size) for j in range(size))
for i in range(size):
    model += pulp.lpSum(served[i]) == 1
    for j in range(size):
        model += served[i][j] <= opened[j]
model += pulp.lpSum(opened) == count
solvers = pulp.listSolvers(True)
solver = (pulp.PULP_CBC_CMD if "PULP_CBC_CMD" in solvers else pulp.COIN_CMD)(msg=0, timeLimit=float(sys.argv[2]), threads=1)
model.solve(solver)
seconds = time.perf_counter() - began
proved = model.sol_status == pulp.LpSolutionOptimal and seconds < float(sys.argv[2])
value = pulp.value(model.objective)
print(json.dumps({"status": "Optimal" if proved else "Time limit reached", "value": None if value is None else round(value), "seconds": seconds}))

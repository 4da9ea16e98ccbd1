/** The day of simulation.ts with simjs: a buffer of counters, from which a visitor takes one or leaves. argv: the library, the day. */
import { createRequire } from 'node:module';

const [, , library, told] = process.argv;
// It is made for browsers: what it has, it hangs on the window.
globalThis.window = {};
createRequire(import.meta.url)(library);
const { Sim, Entity, Buffer, Random } = globalThis.window.Sim;
const { step, arrivals, counters, service, patience, goal } = JSON.parse(told);
const spread = Math.log1p((service.deviation / service.mean) ** 2);
const middle = Math.log(service.mean) - spread / 2;
const most = Math.max(...arrivals) / step;

function simulateDay(random, counts) {
  class Office extends Entity {
    start() {
      this.counters = new Buffer('counters', counters, counters);
      this.next();
    }

    /** Thinning: as many as in the busiest step, some of them passed over. */
    next() {
      this.setTimer(random.exponential(most)).done(() => {
        const at = this.time();
        if (at >= step * arrivals.length) return;
        if (random.random() * most * step < arrivals[Math.floor(at / step)]) this.arrive(at);
        this.next();
      });
    }

    arrive(at) {
      counts.came += 1;
      this.getBuffer(this.counters, 1)
        .done(() => {
          if (this.time() - at <= goal) counts.soon += 1;
          const minutes = Math.exp(random.normal(middle, Math.sqrt(spread)));
          this.setTimer(minutes).done(() => this.putBuffer(this.counters, 1));
        })
        .waitUntil(random.exponential(1 / patience), () => undefined);
    }
  }
  const sim = new Sim();
  sim.addEntity(Office);
  sim.simulate(1e6, 1e6);
}

const counts = { came: 0, soon: 0 };
const random = new Random(7);
for (let day = 0; day < 50; day += 1) simulateDay(random, { came: 0, soon: 0 });
const days = 500;
const began = performance.now();
for (let day = 0; day < days; day += 1) simulateDay(random, counts);
const seconds = (performance.now() - began) / 1000;
console.log(JSON.stringify({ perSecond: days / seconds, share: counts.soon / counts.came }));

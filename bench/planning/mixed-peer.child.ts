/** `mixed-peer.child.ts budget capacity seconds`: the country's mixed model as a plain program, by HiGHS alone; prints {value, bound, seconds} as JSON. */
import { prepare } from '../../src/modules/planning/solve/mixed/prepare.ts';
import { loadHighs, programOf, run } from '../../src/modules/planning/solve/mixed/program.ts';
import { countryProblem } from './mixed-country.ts';

const [budget, capacity, limit] = process.argv.slice(2) as [string, string, string];
const seconds = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
};
const highs = await loadHighs();
const prep = prepare(countryProblem(Number(budget), { capacity: capacity === 'true' }));
const began = seconds();
// Its own limit is by the clock, and the machine may be shared.
const found = run(highs, programOf(prep, prep.status, true), prep, {
  seconds: 4 * Number(limit),
  stop: () => seconds() - began > Number(limit),
});
const finite = (one: number): number | null => (Number.isFinite(one) ? one : null);
const value = found.options.length === 0 ? null : finite(found.value);
console.log(JSON.stringify({ value, bound: finite(found.bound), seconds: seconds() - began }));

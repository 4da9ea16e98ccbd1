/** `highs-peer.child.ts instance.json classical|radius seconds`: one p-median instance by HiGHS; prints {status, value, seconds} as JSON. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type highsTypes from 'highs';

const [file, formulation, seconds] = process.argv.slice(2) as [string, string, string];
const { size, count, costs } = JSON.parse(readFileSync(file, 'utf8')) as { size: number; count: number; costs: number[] };
const highs = await (createRequire(import.meta.url)('highs') as typeof highsTypes.default)();
const began = performance.now();
const answer = highs.solve(formulation === 'radius' ? radius() : classical(), {
  time_limit: Number(seconds),
  output_flag: false,
  threads: 1,
});
const value = Number.isFinite(answer.ObjectiveValue) ? Math.round(answer.ObjectiveValue) : null;
console.log(JSON.stringify({ status: answer.Status, value, seconds: (performance.now() - began) / 1000 }));

/** Every assignment is a column and every pair a constraint (ReVelle & Swain 1970): what the open tools build. */
function classical(): string {
  const all = Array.from({ length: size }, (_, at) => at);
  const lines = ['Minimize', ' obj:'];
  for (const i of all) lines.push(all.map((j) => ` + ${costs[i * size + j]} x${i}_${j}`).join(''));
  lines.push('Subject To');
  for (const i of all) lines.push(` a${i}:${all.map((j) => ` + x${i}_${j}`).join('')} = 1`);
  for (const i of all) for (const j of all) lines.push(` l${i}_${j}: x${i}_${j} - y${j} <= 0`);
  lines.push(` p:${all.map((j) => ` + y${j}`).join('')} = ${count}`, 'Binary', all.map((j) => ` y${j}`).join(''), 'End');
  return lines.join('\n');
}

/** Points pay radius by radius until a site within it is open (Cornuéjols, Nemhauser & Wolsey 1980; Elloumi 2010). */
function radius(): string {
  const all = Array.from({ length: size }, (_, at) => at);
  const objective: string[] = [];
  const rows: string[] = [];
  let base = 0;
  for (const i of all) {
    const order = all.toSorted((a, b) => costs[i * size + a]! - costs[i * size + b]!);
    const steps = [...new Set(order.map((j) => costs[i * size + j]!))].slice(0, size - count + 1);
    base += steps[0]!;
    for (let step = 1; step < steps.length; step += 1) {
      objective.push(` + ${steps[step]! - steps[step - 1]!} z${i}_${step}`);
      const here = order.filter((j) => costs[i * size + j] === steps[step - 1]).map((j) => ` + y${j}`);
      rows.push(
        step === 1
          ? ` r${i}_${step}: z${i}_${step}${here.join('')} >= 1`
          : ` r${i}_${step}: z${i}_${step}${here.join('')} - z${i}_${step - 1} >= 0`,
      );
    }
  }
  const places = ` p:${all.map((j) => ` + y${j}`).join('')} = ${count}`;
  return [
    'Minimize',
    ` obj:${objective.join('\n')} + ${base} one`,
    'Subject To',
    ...rows,
    places,
    ' one: one = 1',
    'Binary',
    all.map((j) => ` y${j}`).join(''),
    'End',
  ].join('\n');
}

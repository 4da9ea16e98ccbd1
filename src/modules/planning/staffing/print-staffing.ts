/** `narvaro plan staffing FILE.json`: simulates what a file of assumptions says, as text, JSON or CSV. */
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { stringify } from 'csv-stringify/sync';
import { assumptions } from './assumptions.ts';
import type { Mean } from './interval.ts';
import { totals } from './outcomes.ts';
import { simulate, type Simulated } from './simulate.ts';
import { csvColumns, csvRows } from './table.ts';

interface Terminal {
  out(line: string): void;
  err(line: string): void;
}

const usage = 'narvaro plan staffing FILE.json [--format text|json|csv]';
const formats = ['text', 'json', 'csv'];

/** Exit code 0; 1 for assumptions that cannot be, each with its place in the file; 2 for arguments that are not understood. */
export function printStaffing(args: readonly string[], { out, err }: Terminal): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    options: { format: { type: 'string', default: 'text' } },
    allowPositionals: true,
  });
  const [file, ...more] = positionals;
  if (file === undefined || more.length > 0 || !formats.includes(values.format)) {
    err(usage);
    return Promise.resolve(2);
  }
  const read = assumptions.safeParse(JSON.parse(readFileSync(file, 'utf8')));
  if (!read.success) {
    for (const { path, message } of read.error.issues) err(`${file}: ${path.join('.') || 'the whole'}: ${message}`);
    return Promise.resolve(1);
  }
  const simulated = simulate(read.data)!;
  if (values.format === 'json') out(JSON.stringify(simulated, null, 2));
  else if (values.format === 'csv') out(stringify([...csvRows(simulated)], { header: true, columns: csvColumns }).trimEnd());
  else for (const line of textOf(simulated)) out(line);
  return Promise.resolve(0);
}

function textOf({ runs, policies }: Simulated): string[] {
  const shown = (found: Mean | null): string => (found === null ? '–' : `${found.mean.toFixed(3)} ± ${found.half.toFixed(3)}`);
  return [
    `${runs} runs of each policy; means ± half of the 95 % interval. What the assumptions lead to, not a forecast.`,
    ...policies.flatMap(({ policy, totals: own, differences }) => [
      '',
      policy,
      ...totals.map((total) => {
        const difference = differences === null ? '' : `   difference ${shown(differences[total])}`;
        return `  ${total.padEnd(12)} ${shown(own[total])}${difference}`;
      }),
    ]),
  ];
}

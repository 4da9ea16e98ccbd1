/** Whether a frozen report can be counted again, and what has become of its figures since. */
import { type Instant, instant } from '../../../platform/clock/index.ts';

import { type Act, actsSince } from '../../../platform/audit/index.ts';
import type { Database } from '../../../platform/db/index.ts';
import { fingerprintOf } from '../definitions.ts';
import { figures } from '../figures.ts';
import { findMetric } from '../metrics/index.ts';
import { type ChangedRecord, changesSince, runStatement, type Statement } from '../store/report-figures.ts';
import type { Frozen } from '../store/frozen.ts';
import { sha256 } from './canonical.ts';
import { type Answer, type MadeFigure, reportDocument, type ReportDocument } from './document.ts';

/** One figure then and otherwise. */
export interface Difference {
  figure: MadeFigure;
  on: string;
  keys: readonly string[];
  names: readonly string[];
  /** Null: there was no such row. */
  frozen: number | null;
  now: number | null;
}

export interface Checked {
  document: ReportDocument;
  /** The content still has its hash. */
  isWhole: boolean;
  /** Answers whose statement, run again as known then, gave the same; of how many. */
  same: number;
  counted: number;
  /** Where running it again gave something else: the records were changed behind the register. */
  broken: readonly Difference[];
  /** Answers that came from the figures by month, of which only the newest are kept. */
  notCounted: number;
  /** What the figures are with what is known now, by the definitions of now. */
  differences: readonly Difference[];
  /** Metrics that are defined otherwise by now, or are no more. */
  redefined: readonly string[];
  /** What has been recorded since in the views that they are counted from. */
  changes: readonly ChangedRecord[];
  /** What was done to the things that those records are about. */
  acts: readonly Act[];
}

export function documentOf({ content }: Pick<Frozen, 'content'>): ReportDocument {
  return reportDocument.parse(JSON.parse(content));
}

export async function checkFrozen(db: Database, frozen: Frozen): Promise<Checked> {
  const document = documentOf(frozen);
  const checked = { same: 0, counted: 0, notCounted: 0, broken: [] as Difference[], differences: [] as Difference[] };
  const redefined = redefinedIn(document);
  for (const figure of document.figures) {
    for (const answer of figure.answers) {
      if (answer.statement === null) checked.notCounted += 1;
      else {
        const found = differencesOf(figure, answer, await runStatement(db, answer.statement, figure.by));
        checked.counted += 1;
        checked.same += found.length === 0 ? 1 : 0;
        checked.broken.push(...found);
      }
      if (!redefined.includes(figure.metric)) checked.differences.push(...(await differencesNow(db, figure, answer)));
    }
  }
  const changed = new Set(checked.differences.map(({ figure }) => figure.number));
  const statements = document.figures
    .filter(({ number }) => changed.has(number))
    .flatMap(({ answers }) => answers.flatMap(({ statement }) => statement ?? []));
  return {
    document,
    ...checked,
    redefined,
    isWhole: sha256(frozen.content) === frozen.sha256,
    ...(await whatChanged(db, statements, frozen)),
  };
}

const mostActs = 200;

async function whatChanged(
  db: Database,
  statements: readonly Statement[],
  { knownAt }: Frozen,
): Promise<Pick<Checked, 'changes' | 'acts'>> {
  if (statements.length === 0) return { changes: [], acts: [] };
  const changes = await changesSince(db, statements, knownAt);
  // A record `place_id` is of the subject `place:…`, as every command names what it is done to.
  const subjects = changes.flatMap(({ record }) =>
    Object.entries(record).flatMap(([name, value]) => (name.endsWith('_id') ? [`${name.slice(0, -3)}:${String(value)}`] : [])),
  );
  return { changes, acts: await actsSince(db, [...new Set(subjects)], instant(knownAt), mostActs) };
}

function redefinedIn({ definitions }: ReportDocument): string[] {
  return definitions
    .filter(({ metric: id, fingerprint }) => {
      const metric = findMetric(id);
      return metric === undefined || fingerprintOf(metric) !== fingerprint;
    })
    .map(({ metric }) => metric);
}

async function differencesNow(db: Database, figure: MadeFigure, answer: Answer): Promise<Difference[]> {
  const metric = findMetric(figure.metric)!;
  const known: Instant | null = null;
  const now = await figures(db, { metric, by: figure.by, where: figure.where, on: answer.on, known });
  return differencesOf(figure, answer, now.rows);
}

function differencesOf(
  figure: MadeFigure,
  { on, rows }: Answer,
  found: readonly { keys: readonly string[]; value: number | null }[],
): Difference[] {
  const nameOf = new Map(rows.map(({ keys, names }) => [keys.join('|'), names]));
  const before = new Map(rows.map(({ keys, value }) => [keys.join('|'), value]));
  const after = new Map(found.map(({ keys, value }) => [keys.join('|'), value]));
  // Where no row is given nothing was counted: the same as a row with zero.
  const none = figure.unit === 'count' ? 0 : null;
  return [...new Set([...before.keys(), ...after.keys()])]
    .map((code) => ({ code, frozen: before.get(code) ?? none, now: after.get(code) ?? none }))
    .filter(({ frozen, now }) => frozen !== now)
    .map(({ code, frozen, now }) => {
      const keys = code === '' ? [] : code.split('|');
      return { figure, on, keys, names: nameOf.get(code) ?? keys, frozen, now };
    });
}

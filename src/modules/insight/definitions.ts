/**
 * A definition that figures have been given by is never another: its fingerprint is of everything that makes it what it is. A changed one
 * is a new version with its first day, and the old one stays in metrics/ for the days before.
 */
import { createHash } from 'node:crypto';
import type { House } from '../../platform/auth/index.ts';
import { addDays, instant, plainDate } from '../../platform/clock/index.ts';
import type { Key, Metric, Where } from './metric.ts';
import { insightProblem } from './problems.ts';
import { statementText } from './store/compile.ts';
import { noteDefinitions, usedDefinitions } from './store/definitions.ts';

const sample = { on: plainDate('2020-01-31'), known: null } as const;
const sampleKnown = { on: plainDate('2020-01-31'), known: instant('2020-02-01T00:00:00Z') } as const;

/** What is asked to see a statement from every side: the whole, each key, each key as a condition, and what was known earlier. */
function statements(metric: Metric): string[] {
  if (metric.time === 'derived') return [`${nameOf(metric.spread)} among groups, ${nameOf(metric.weighted)}: ${metric.method}`];
  if (metric.time === 'month') return [statementText(metric.counts === 'events' ? metric.events() : metric.spells())];
  const among = (key: Key): Where => ({ [key]: ['code'] });
  return [
    metric.statement(sample, [], {}),
    metric.statement(sampleKnown, [], {}),
    metric.statement(sample, metric.keys, {}),
    ...metric.keys.map((key) => metric.statement(sample, [key], {})),
    ...metric.keys.map((key) => metric.statement(sample, [], among(key))),
  ].map(statementText);
}

const nameOf = ({ id, version }: Metric): string => `${id} (version ${version})`;

/** Everything that makes a metric what it is; not its last day, which is set when the next version comes. */
export function definitionOf(metric: Metric) {
  const { id, version, from, title, says, unit, source, disclosure, keys, values, usual, mayBeReconstructed } = metric;
  const counts = metric.time === 'day' ? 'state' : metric.time === 'derived' ? 'derived' : metric.counts;
  const partKey = metric.time === 'month' && metric.counts === 'events' ? metric.partKey : null;
  return {
    id,
    version,
    from,
    title,
    says,
    unit,
    source,
    disclosure,
    keys,
    values,
    usual,
    mayBeReconstructed,
    counts,
    partKey,
    statements: statements(metric),
  };
}

/** The order in which a definition’s parts are written does not matter. */
const inOrder = (_key: string, value: unknown): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)))
    : value;

const fingerprints = new WeakMap<Metric, string>();

/** SHA-256 of the definition, 64 hexadecimal digits. */
export function fingerprintOf(metric: Metric): string {
  const known = fingerprints.get(metric);
  if (known !== undefined) return known;
  const fingerprint = createHash('sha256')
    .update(JSON.stringify(definitionOf(metric), inOrder))
    .digest('hex');
  fingerprints.set(metric, fingerprint);
  return fingerprint;
}

/** Whether the versions of one metric follow on each other: from the day after the last of the one before, and only the newest has no end. */
export function versionFaults(metrics: readonly Metric[]): string[] {
  return [...Map.groupBy(metrics, ({ id }) => id).values()].flatMap((same) => {
    const ordered = same.toSorted((a, b) => a.version - b.version);
    return ordered.flatMap((one, at) => {
      const next = ordered[at + 1];
      if (one.version !== at + 1) return [`${one.id}: version ${at + 1} is not there`];
      if (next === undefined) return [];
      return one.to !== null && addDays(one.to, 1) === next.from
        ? []
        : [`${one.id}: version ${one.version} must end the day before ${next.from}, the first of version ${next.version}`];
    });
  });
}

/**
 * At start: notes definitions that are new. Throws definition-changed, naming them, when one that has been used is another now; nothing
 * is noted then.
 */
export async function keepDefinitions(house: House, metrics: readonly Metric[]): Promise<void> {
  const used = await usedDefinitions(house.db);
  const changed = metrics.filter((metric) =>
    used.some((one) => one.metric === metric.id && one.version === metric.version && one.fingerprint !== fingerprintOf(metric)),
  );
  const names = changed.map(({ id, version }) => `${id} (version ${version})`).join(', ');
  if (changed.length > 0)
    throw insightProblem('definition-changed', { params: { metrics: names }, detail: `${names}: give it a new version` });
  const missing = metrics.filter(({ id, version }) => !used.some((one) => one.metric === id && one.version === version));
  if (missing.length === 0) return;
  await house.db.transaction().execute((tx) =>
    noteDefinitions(
      tx,
      missing.map((metric) => ({
        metric: metric.id,
        version: metric.version,
        fingerprint: fingerprintOf(metric),
        definition: definitionOf(metric),
      })),
      house.clock.now(),
    ),
  );
}

/** `narvaro plan compare`: two plans side by side, and who has it nearer and farther. */
import { dirname } from 'node:path';
import { z } from 'zod';
import { readJson, refused, solveFor, type Terminal } from './print-solve.ts';
import { type Fault, shapeFaults } from './faults.ts';
import { shown } from './solve-model.ts';

const usage = 'narvaro plan compare A.json B.json   (models, which are solved, or answers of plan solve --format json)';

/** What a comparison reads of an answer. */
const answerFile = z.object({
  format: z.literal('narvaro-plan-answer'),
  version: z.literal(1),
  outcome: z.enum(['plan', 'stopped', 'none-found']),
  title: z.string(),
  words: z.string(),
  travel: z.string(),
  chosen: z.array(z.object({ site: z.string(), kind: z.string() })),
  points: z.array(z.object({ point: z.string(), minutes: z.number(), weights: z.record(z.string(), z.number()) })),
});
type Plan = z.output<typeof answerFile>;

/** Exit code 0, 1 (a file is refused, or has no plan) or 2 (not understood). */
export async function printCompare(args: readonly string[], terminal: Terminal): Promise<number> {
  const [one, other, ...more] = args;
  if (one === undefined || other === undefined || more.length > 0 || args.some((arg) => arg.startsWith('-'))) {
    terminal.err(usage);
    return 2;
  }
  const first = await planOf(one, terminal);
  const second = first === null ? null : await planOf(other, terminal);
  if (first === null || second === null) return 1;
  const missing = pointsOfOne(first, second);
  if (missing !== null) {
    terminal.err(`The plans are not about the same points: ${missing} is in one of them only.`);
    return 1;
  }
  for (const line of compared(first, second)) terminal.out(line);
  return 0;
}

const isAnswer = (raw: unknown): boolean =>
  raw !== null && typeof raw === 'object' && Reflect.get(raw, 'format') === 'narvaro-plan-answer';

function readAnswer(raw: unknown): { answer: Plan } | { faults: Fault[] } {
  const read = answerFile.safeParse(raw);
  if (!read.success) return { faults: shapeFaults(read.error.issues, raw) };
  const { points, chosen } = read.data;
  const twice = twiceIn(points.map(({ point }) => point)) ?? twiceIn(chosen.map(({ site }) => site));
  if (twice === null) return { answer: read.data };
  return { faults: [{ code: 'duplicate-id', where: '', says: `${twice} stands twice` }] };
}

function twiceIn(ids: readonly string[]): string | null {
  const seen = new Set<string>();
  return ids.find((id) => seen.size === seen.add(id).size) ?? null;
}

async function planOf(file: string, terminal: Terminal): Promise<Plan | null> {
  const raw = readJson(file, terminal);
  if (raw === undefined) return null;
  const solved = isAnswer(raw) ? readAnswer(raw) : await solveFor(raw, dirname(file), null, terminal);
  if ('faults' in solved) {
    refused(solved, file, terminal);
    return null;
  }
  if (solved.answer.outcome === 'none-found') terminal.err(`${file}: ${solved.answer.words}`);
  return solved.answer.outcome === 'none-found' ? null : solved.answer;
}

function pointsOfOne(a: Plan, b: Plan): string | null {
  const [inA, inB] = [a, b].map(({ points }) => new Set(points.map(({ point }) => point))) as [Set<string>, Set<string>];
  return [...inA.symmetricDifference(inB)][0] ?? null;
}

function compared(a: Plan, b: Plan): string[] {
  const sites = ({ chosen }: Plan): Map<string, string> => new Map(chosen.map(({ site, kind }) => [site, kind]));
  const [inA, inB] = [sites(a), sites(b)];
  const only = (those: Map<string, string>, than: Map<string, string>): string =>
    [...those].flatMap(([site, kind]) => (than.has(site) ? [] : [`${site} (${kind})`])).join(', ') || 'none';
  const changed = [...inA].flatMap(([site, kind]) =>
    inB.has(site) && inB.get(site) !== kind ? [`${site}: ${kind} → ${inB.get(site)}`] : [],
  );
  return [
    `A  ${a.title}: ${a.chosen.length} places; ${a.words}`,
    `B  ${b.title}: ${b.chosen.length} places; ${b.words}`,
    '',
    `Only in A: ${only(inA, inB)}`,
    `Only in B: ${only(inB, inA)}`,
    `Another kind: ${changed.join(', ') || 'none'}`,
    '',
    ...(isWeighedAlike(a, b) ? [] : ['The plans count other people at the same points; here both are weighed as A.']),
    ...groupsOf(a).flatMap((group) => groupText(group, a, b)),
    ...farthest(a, b),
    `Travel times: A ${a.travel}; B ${b.travel}`,
  ];
}

function isWeighedAlike(a: Plan, b: Plan): boolean {
  const inB = new Map(b.points.map(({ point, weights }) => [point, weights]));
  return [...new Set([...groupsOf(a), ...groupsOf(b)])].every((group) =>
    a.points.every(({ point, weights }) => (weights[group] ?? 0) === (inB.get(point)![group] ?? 0)),
  );
}

const groupsOf = ({ points }: Plan): string[] => [...new Set(points.flatMap(({ weights }) => Object.keys(weights)))];

/** Less than this is no change. */
const noticed = 1e-9;

function groupText(group: string, a: Plan, b: Plan): string[] {
  const after = new Map(b.points.map(({ point, minutes }) => [point, minutes]));
  const sums = { people: 0, a: 0, b: 0, nearer: 0, farther: 0 };
  for (const { point, minutes, weights } of a.points) {
    const weight = weights[group] ?? 0;
    const change = after.get(point)! - minutes;
    sums.people += weight;
    sums.a += weight * minutes;
    sums.b += weight * after.get(point)!;
    if (change < -noticed) sums.nearer += weight;
    if (change > noticed) sums.farther += weight;
  }
  if (sums.people === 0) return [];
  const [mean, than] = [sums.a / sums.people, sums.b / sums.people];
  return [
    `${group}: mean A ${shown(mean)}, B ${shown(than)} minutes; nearer in B ${shown(sums.nearer)}, farther ${shown(sums.farther)} of ${shown(sums.people)}`,
  ];
}

function farthest(a: Plan, b: Plan): string[] {
  const after = new Map(b.points.map(({ point, minutes }) => [point, minutes]));
  const changes = a.points
    .map(({ point, minutes }) => ({ point, minutes, change: after.get(point)! - minutes }))
    .filter(({ change }) => change > noticed)
    .toSorted((x, y) => y.change - x.change);
  if (changes.length === 0) return [];
  const lines = changes
    .slice(0, 10)
    .map(({ point, minutes, change }) => `  ${point}: ${shown(minutes)} → ${shown(minutes + change)} minutes`);
  return [`Farthest lost in B (${changes.length} points have farther):`, ...lines];
}

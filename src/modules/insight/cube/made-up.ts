/**
 * Made-up figures for a trial, from a seed: the same seed, month and municipality give the same figures. Numbers of people are in proportion to
 * those who were registered there; every tenth municipality is served worse than chance explains, so that there is something to find. No
 * persons are made: what comes out is counts.
 */
import type { groupKeys } from '../metric.ts';
import { groupValues } from '../metrics/groups.ts';

export interface Town {
  code: string;
  county: string;
  /** How many were registered there. */
  registered: number;
}

export type Split = '' | (typeof groupKeys)[number];
export const splits: readonly Split[] = ['', 'age', 'language', 'need'];

/** What a metric takes from a stream: which of its parts, as which of the metric’s own. */
export interface Output {
  metric: string;
  parts: Readonly<Record<string, string>>;
  /** Days or minutes: the usual amount, and how much longer than usual it is in a municipality that is served worse. */
  amount?: { usual: number; worse: number };
}

/** Something that happens, or who is there: its parts and how large each is, where service is as usual and where it is worse. */
export interface Stream {
  id: string;
  /** How many in a month for each who is registered. */
  perRegistered: number;
  usual: Readonly<Record<string, number>>;
  worse: Readonly<Record<string, number>>;
  /** Parts that these groups have more or less of. */
  leaning: Readonly<Record<string, Readonly<Record<string, number>>>>;
  outputs: readonly Output[];
  /** Only in so many of the largest municipalities. */
  towns?: number;
}

const one = { all: 1 };
const same = (...parts: readonly string[]) => Object.fromEntries(parts.map((part) => [part, part]));
const alone = { 'digital-exclusion': 0.3, 'no-e-identification': 0.2, language: 0.6, ar: 0.7, other: 0.8, '55-and-over': 0.85 };

export const streams: readonly Stream[] = [
  {
    id: 'registered',
    perRegistered: 1,
    usual: one,
    worse: one,
    leaning: {},
    outputs: [{ metric: 'registered-jobseekers', parts: { all: '' } }],
  },
  {
    id: 'registration',
    perRegistered: 0.135,
    usual: { alone: 0.74, helped: 0.05, 'in-person': 0.13, phone: 0.08 },
    worse: { alone: 0.55, helped: 0.08, 'in-person': 0.22, phone: 0.15 },
    leaning: { alone },
    outputs: [
      { metric: 'registrations', parts: { alone: 'web', helped: 'web', 'in-person': 'in-person', phone: 'phone' } },
      { metric: 'self-registration', parts: { alone: 'yes', helped: 'no', 'in-person': 'no', phone: 'no' } },
    ],
  },
  {
    id: 'decision',
    perRegistered: 0.13,
    usual: { yes: 0.71, no: 0.29 },
    worse: { yes: 0.6, no: 0.4 },
    leaning: { yes: { ...alone, disability: 0.8 } },
    outputs: [{ metric: 'automated-decisions', parts: same('yes', 'no') }],
  },
  {
    id: 'plan',
    perRegistered: 0.065,
    usual: one,
    worse: one,
    leaning: {},
    outputs: [{ metric: 'waiting-for-plan', parts: { all: '' }, amount: { usual: 17, worse: 3.2 } }],
  },
  {
    id: 'meeting',
    perRegistered: 0.2,
    usual: { 'on-site': 0.3, video: 0.24, phone: 0.29, 'no-show': 0.09, 'authority-failed': 0.02, cancelled: 0.06 },
    worse: { 'on-site': 0.14, video: 0.28, phone: 0.33, 'no-show': 0.14, 'authority-failed': 0.04, cancelled: 0.07 },
    leaning: { 'on-site': { language: 1.5, 'digital-exclusion': 1.9, ar: 1.3 }, 'no-show': { 'under-25': 1.4, language: 1.2 } },
    outputs: [
      { metric: 'meetings', parts: same('on-site', 'video', 'phone') },
      {
        metric: 'meeting-outcomes',
        parts: { 'on-site': 'done', video: 'done', phone: 'done', ...same('no-show', 'authority-failed', 'cancelled') },
      },
      { metric: 'waiting-for-meeting', parts: same('on-site', 'video', 'phone'), amount: { usual: 6, worse: 3.6 } },
      { metric: 'meeting-travel', parts: { 'on-site': '' }, amount: { usual: 14, worse: 2.2 } },
    ],
  },
  {
    id: 'report',
    perRegistered: 0.78,
    usual: { 'my-pages': 0.93, paper: 0.05, oral: 0.02 },
    worse: { 'my-pages': 0.9, paper: 0.07, oral: 0.03 },
    leaning: { paper: { 'digital-exclusion': 5, 'no-e-identification': 6, '55-and-over': 1.6 } },
    outputs: [{ metric: 'activity-reports', parts: same('my-pages', 'paper', 'oral') }],
  },
  {
    id: 'message',
    perRegistered: 0.9,
    usual: { email: 0.58, sms: 0.33, letter: 0.09 },
    worse: { email: 0.58, sms: 0.33, letter: 0.09 },
    leaning: { letter: { 'digital-exclusion': 4, '55-and-over': 1.5 } },
    outputs: [{ metric: 'messages', parts: same('email', 'sms', 'letter') }],
  },
  {
    id: 'visit',
    perRegistered: 0.25,
    usual: {
      solved: 0.41,
      guided: 0.24,
      'document-forwarded': 0.1,
      'meeting-booked': 0.09,
      referred: 0.06,
      'not-helped': 0.03,
      left: 0.05,
      'no-show': 0.02,
    },
    worse: {
      solved: 0.33,
      guided: 0.24,
      'document-forwarded': 0.1,
      'meeting-booked': 0.07,
      referred: 0.09,
      'not-helped': 0.06,
      left: 0.09,
      'no-show': 0.02,
    },
    leaning: {},
    outputs: [
      {
        metric: 'desk-visits',
        parts: same('solved', 'guided', 'document-forwarded', 'meeting-booked', 'referred', 'not-helped', 'left', 'no-show'),
      },
    ],
    towns: 110,
  },
];

/** How large each group is. Needs overlap; who has none is the rest. */
const sizes = {
  age: { 'under-25': 0.15, '25-34': 0.25, '35-44': 0.21, '45-54': 0.18, '55-and-over': 0.2, unknown: 0.01 },
  language: { sv: 0.63, en: 0.04, ar: 0.12, minority: 0.02, other: 0.19 },
  need: {
    language: 0.12,
    disability: 0.16,
    'digital-exclusion': 0.06,
    'no-e-identification': 0.04,
    'own-request': 0.02,
    'officers-assessment': 0.02,
  },
} as const satisfies Record<Exclude<Split, ''>, Partial<Record<string, number>>>;

/** Groups wait longer than others by so much. */
const waits: Readonly<Record<string, number>> = {
  language: 1.5,
  disability: 1.25,
  ar: 1.3,
  other: 1.2,
  'digital-exclusion': 1.2,
};

export interface MadeCell {
  class: string;
  part: string;
  n: number;
  amounts: readonly number[] | null;
}

/** What happened in a municipality in a month (YYYY-MM), by one split, for each output of the stream. */
export function made(seed: string, stream: Stream, town: Town, month: string, split: Split): Map<Output, MadeCell[]> {
  const isWorse = chanceOf(`${seed} ${town.code}`)() < 0.1;
  const totals = partTotals(seed, stream, town, month, isWorse);
  const chance = chanceOf(`${seed} ${stream.id} ${town.code} ${month} ${split}`);
  const byPart = new Map(
    Object.entries(totals).map(([part, n]) => [part, classes(n, split, stream.leaning[part] ?? {}, chance)] as const),
  );
  return new Map(
    stream.outputs.map((output) => {
      const cells = new Map<string, { class: string; part: string; n: number; amounts: number[] | null }>();
      for (const [part, as] of Object.entries(output.parts))
        for (const [name, n] of byPart.get(part)!) {
          if (n === 0) continue;
          const key = `${name}|${as}`;
          const cell = cells.get(key) ?? { class: name, part: as, n: 0, amounts: output.amount === undefined ? null : [] };
          cell.n += n;
          if (output.amount !== undefined) {
            const usual = output.amount.usual * (waits[name] ?? 1) * (isWorse ? output.amount.worse : 1);
            for (let at = 0; at < n; at += 1)
              cell.amounts!.push(Math.max(1, Math.round(usual * Math.exp(0.65 * normal(chance)))));
          }
          cells.set(key, cell);
        }
      return [output, [...cells.values()]];
    }),
  );
}

/** How many by part: the same whichever split is asked for. More in January and August, fewer in July. */
function partTotals(seed: string, stream: Stream, town: Town, month: string, isWorse: boolean): Record<string, number> {
  const chance = chanceOf(`${seed} ${stream.id} ${town.code} ${month}`);
  const isStock = stream.id === 'registered';
  const season = [1.06, 1, 0.99, 0.98, 0.96, 1.02, 0.9, 1.08, 1.03, 1, 1, 0.97][Number(month.slice(5)) - 1]!;
  const expected = town.registered * stream.perRegistered * (isStock ? 1 + (season - 1) / 3 : season);
  const n = Math.max(0, Math.round(expected + Math.sqrt(expected) * (isStock ? 0.3 : 1) * normal(chance)));
  const weights = isWorse ? stream.worse : stream.usual;
  const names = Object.keys(weights);
  const counts = spread(
    n,
    names.map((name) => weights[name]!),
    chance,
  );
  return Object.fromEntries(names.map((name, at) => [name, counts[at]!]));
}

function classes(n: number, split: Split, leaning: Readonly<Record<string, number>>, chance: Chance): [string, number][] {
  if (split === '') return [['', n]];
  const weights: Readonly<Record<string, number>> = sizes[split];
  const names = groupValues[split].filter((name) => name in weights);
  const leant = names.map((name) => weights[name]! * (leaning[name] ?? 1));
  if (split !== 'need') {
    const counts = spread(n, leant, chance);
    return names.map((name, at) => [name, counts[at]!]);
  }
  const counts = leant.map((share) => spread(n, [share, Math.max(0, 1 - share)], chance)[0]!);
  const some = counts.reduce((sum, count) => sum + count, 0);
  const none = Math.min(n - Math.max(...counts), Math.max(0, n - Math.round(0.88 * some)));
  return [...names.map((name, at): [string, number] => [name, counts[at]!]), ['none', none]];
}

type Chance = () => number;

/** So many by weight, each a little more or less as chance would have it; together exactly so many. */
function spread(n: number, weights: readonly number[], chance: Chance): number[] {
  const whole = weights.reduce((sum, weight) => sum + weight, 0);
  const noisy = weights.map((weight) => {
    const expected = (n * weight) / whole;
    return Math.max(0, expected + Math.sqrt(expected) * 0.9 * normal(chance));
  });
  const all = noisy.reduce((sum, one) => sum + one, 0);
  const [exact, scale] = all === 0 ? [weights, n / whole] : [noisy, n / all];
  const start = chance();
  let [upto, before] = [0, 0];
  return exact.map((one, at) => {
    upto += one * scale;
    const until = at === exact.length - 1 ? n : Math.min(n, Math.floor(upto + start));
    const count = until - before;
    before = until;
    return count;
  });
}

function normal(chance: Chance): number {
  return Math.sqrt(-2 * Math.log(1 - chance())) * Math.cos(2 * Math.PI * chance());
}

/** Numbers from 0 to 1 in a row that the text decides (FNV-1a, then mulberry32). */
function chanceOf(text: string): Chance {
  let state = 2_166_136_261;
  for (let at = 0; at < text.length; at += 1) state = Math.imul(state ^ text.charCodeAt(at), 16_777_619);
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/**
 * How each of the 132 places went from the decision to a secured presence. Published: 99 of 132 secured on 2020-02-14,
 * 33 left (20 in dialogue, 13 other), a solution for all on 2020-06-15. Other days are reconstructed: whoever closes
 * first is secured first.
 */
import type { Closing } from './closings.ts';
import { byText } from './csv.ts';
import { workingDayBetween } from './days.ts';
import { stated } from './facts.ts';
import type { Facts } from './facts.ts';

const DECIDED = '2019-09-27';
const DECISION_NOTE = 'Slutdatum beslutat för 132 adresser';
const SECURED_FIRST_REPORT = 98; // 99 with Härnösand, restored 2020-02-11
const IN_DIALOGUE_FIRST_REPORT = 20;
const FIRST_DIALOGUE = '2019-10-01';
const FIRST_REPORT = '2020-02-14';
const SECOND_REPORT = '2020-06-15';
const LEASE_EXTENDED = 'lease_extended_pending_solution';

export type SecuringRow = {
  place_code: string;
  state: 'decided' | 'in_dialogue' | 'agreed' | 'secured' | 'restored';
  on: string;
  note: string;
  evidence: 'sourced' | 'reconstructed';
  source: string;
  method: string;
  assumed: string;
};

type Step = Pick<SecuringRow, 'state' | 'on'> & Partial<SecuringRow>;

const METHOD = 'published totals 99 of 132 on 2020-02-14 and all on 2020-06-15; who closes first is secured first';
const reconstructed = (state: SecuringRow['state'], on: string): Step => ({ state, on, method: METHOD });

/** Dialogue, agreement and secured state, spread over a span so that later places in the order have later days. */
function steps(first: string, last: string, index: number, count: number): Step[] {
  const part = (offset: number) => Math.min(1, (offset + (index / count) * (3 - offset)) / 3);
  return [
    reconstructed('in_dialogue', workingDayBetween(first, last, part(0) * 0.6)),
    reconstructed('agreed', workingDayBetween(first, last, 0.1 + (index / count) * 0.8)),
    reconstructed('secured', workingDayBetween(first, last, 0.15 + (index / count) * 0.85)),
  ];
}

function restoredStep(facts: Facts, closing: Closing): Step {
  const statement = stated(facts.offices, closing.municipality, ['staffed_kept', 'staffed_restored', 'kept_as_travel_in']);
  if (statement === undefined) throw new Error(`no source says that ${closing.place} is kept`);
  const exact = statement.on.length === 10;
  return {
    state: 'restored',
    on: exact ? statement.on : SECOND_REPORT,
    note: 'Kontoret behålls',
    evidence: 'sourced',
    source: statement.source,
    assumed: exact ? '' : 'on',
  };
}

function leaseStep(facts: Facts, closing: Closing): Step | undefined {
  const statement = stated(facts.offices, closing.municipality, [LEASE_EXTENDED]);
  if (statement === undefined) return undefined;
  const note = 'Hyresavtalet förlängs medan den lokala närvaron ses över';
  return { state: 'in_dialogue', on: statement.on, note, evidence: 'sourced', source: statement.source, assumed: 'state' };
}

function decidedStep(closing: Closing): Step {
  const { statement, method } = closing;
  const sourced = { evidence: 'sourced', source: statement?.source ?? '', assumed: 'on' } as const;
  return { state: 'decided', on: DECIDED, note: DECISION_NOTE, method, ...(statement ? sourced : {}) };
}

/** Who was not secured at the first report: named as open by a source, or among the last to close. */
function split(facts: Facts, closings: readonly Closing[]) {
  const open = (c: Closing) => stated(facts.offices, c.municipality, [LEASE_EXTENDED, 'solution_unclear']) !== undefined;
  const order = closings
    .filter((c) => !c.restored && !open(c))
    .toSorted((a, b) => byText(a.lastDay, b.lastDay) || a.minutes - b.minutes || byText(a.place, b.place));
  const named = closings.filter((c) => open(c));
  const dialogue = IN_DIALOGUE_FIRST_REPORT - named.length;
  return {
    early: order.slice(0, SECURED_FIRST_REPORT),
    inDialogue: [...named, ...order.slice(SECURED_FIRST_REPORT, SECURED_FIRST_REPORT + dialogue)],
    late: order.slice(SECURED_FIRST_REPORT + dialogue),
  };
}

function stepsAfterDecision(facts: Facts, closings: readonly Closing[]): Map<string, Step[]> {
  const { early, inDialogue, late } = split(facts, closings);
  const found = new Map<string, Step[]>();
  early.forEach((c, index) => found.set(c.place, steps(FIRST_DIALOGUE, FIRST_REPORT, index, early.length)));
  inDialogue.forEach((c, index) => {
    const dialogue = leaseStep(facts, c) ?? reconstructed('in_dialogue', workingDayBetween('2020-01-08', FIRST_REPORT, index / 20));
    const rest = steps('2020-02-24', '2020-06-12', index, inDialogue.length).slice(1);
    found.set(c.place, [dialogue, ...(c.restored ? [] : rest)]);
  });
  late.forEach((c, index) => found.set(c.place, steps('2020-02-24', '2020-06-12', index, late.length)));
  for (const c of closings.filter(({ restored }) => restored)) {
    found.set(c.place, [...(found.get(c.place) ?? []), restoredStep(facts, c)]);
  }
  return found;
}

/** All steps of all places, sorted by place and then in the order in which they were taken. */
export function decideSecuring(facts: Facts, closings: readonly Closing[]): SecuringRow[] {
  const after = stepsAfterDecision(facts, closings);
  return closings.flatMap((closing) =>
    [decidedStep(closing), ...(after.get(closing.place) ?? [])].map((step) => {
      const row = { note: '', source: '', assumed: '', ...step, place_code: closing.place };
      const evidence = row.evidence ?? 'reconstructed';
      return { ...row, evidence, method: evidence === 'sourced' ? '' : (row.method ?? '') };
    }),
  );
}

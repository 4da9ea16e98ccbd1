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
  const part = index / count;
  return [
    reconstructed('in_dialogue', workingDayBetween(first, last, part * 0.6)),
    reconstructed('agreed', workingDayBetween(first, last, 0.1 + part * 0.8)),
    reconstructed('secured', workingDayBetween(first, last, 0.15 + part * 0.85)),
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

function dialogueStep(facts: Facts, closing: Closing): Step | undefined {
  const lease = stated(facts.offices, closing.municipality, [LEASE_EXTENDED]);
  const dialogue = stated(facts.offices, closing.municipality, ['solution_in_dialogue']);
  const statement = lease ?? dialogue;
  if (statement === undefined) return undefined;
  const note = lease ? 'Hyresavtalet förlängs medan den lokala närvaron ses över' : 'Dialog om samverkanslösning';
  const assumed = lease ? 'state' : 'on';
  return { state: 'in_dialogue', on: statement.on, note, evidence: 'sourced', source: statement.source, assumed };
}

/** The source says only that a solution was there at the first report; the way to it is reconstructed. */
function foundSteps(facts: Facts, closing: Closing): Step[] {
  const statement = stated(facts.offices, closing.municipality, ['solution_found']);
  if (statement === undefined) throw new Error(`no source says that ${closing.place} is secured`);
  const { on, source } = statement;
  const dialogue = dialogueStep(facts, closing) ?? reconstructed('in_dialogue', workingDayBetween(FIRST_DIALOGUE, on, 0.6));
  const agreed = reconstructed('agreed', workingDayBetween(dialogue.on, on, 0.9));
  const note = 'Klart i första lägesbeskrivningen';
  return [dialogue, agreed, { state: 'secured', on, note, evidence: 'sourced', source, assumed: 'on' }];
}

function decidedStep(closing: Closing): Step {
  const { statement, method } = closing;
  const sourced = { evidence: 'sourced', source: statement?.source ?? '', assumed: 'on' } as const;
  return { state: 'decided', on: DECIDED, note: DECISION_NOTE, method, ...(statement ? sourced : {}) };
}

/** Who was not secured at the first report: named as open by a source, or among the last to close. */
function split(facts: Facts, closings: readonly Closing[]) {
  const says = (c: Closing, events: readonly string[]) => stated(facts.offices, c.municipality, events) !== undefined;
  const found = (c: Closing) => says(c, ['solution_found']);
  const open = (c: Closing) => !found(c) && says(c, [LEASE_EXTENDED, 'solution_in_dialogue']);
  const order = closings
    .filter((c) => !c.restored && !open(c) && !found(c))
    .toSorted((a, b) => byText(a.lastDay, b.lastDay) || a.minutes - b.minutes || byText(a.place, b.place));
  const named = closings.filter((c) => open(c));
  const early = SECURED_FIRST_REPORT - closings.filter((c) => found(c)).length;
  const dialogue = IN_DIALOGUE_FIRST_REPORT - named.length;
  return {
    found: closings.filter((c) => found(c)),
    early: order.slice(0, early),
    inDialogue: [...named, ...order.slice(early, early + dialogue)],
    late: order.slice(early + dialogue),
  };
}

function stepsAfterDecision(facts: Facts, closings: readonly Closing[]): Map<string, Step[]> {
  const { found: solved, early, inDialogue, late } = split(facts, closings);
  const found = new Map(solved.map((c) => [c.place, foundSteps(facts, c)]));
  early.forEach((c, index) => found.set(c.place, steps(FIRST_DIALOGUE, FIRST_REPORT, index, early.length)));
  inDialogue.forEach((c, index) => {
    const dialogue =
      dialogueStep(facts, c) ?? reconstructed('in_dialogue', workingDayBetween('2020-01-08', FIRST_REPORT, index / 20));
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

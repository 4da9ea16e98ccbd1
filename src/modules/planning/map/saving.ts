/** A plan on the map that is to be saved: what is asked, what it rests on, and how it goes together with the scenario that it goes on with. */
import { createHash } from 'node:crypto';
import { addDays, plainDate, type PlainDate } from '../../../platform/clock/index.ts';
import type { House } from '../../../platform/auth/index.ts';
import type { Uuid } from '../../../platform/ids/index.ts';
import { type Values, valueOf } from '../../../ui/index.ts';
import type { LiveRegister, Register } from '../../network/index.ts';
import { planningProblem } from '../problems.ts';
import { knownMunicipalities } from '../reach/points.ts';
import type { Change } from '../scenarios/change.ts';
import { requireScenario } from '../scenarios/scenario-input.ts';
import { findVersion, type Scenario } from '../store/scenarios.ts';
import { changesFor, isAnswered, type MapAnswer, markedChanges } from './answer.ts';
import type { MapAnswers } from './answers.ts';
import { askedOf } from './asked.ts';
import { type Merged, merge, turnedAnew } from './merge.ts';
import { fromScenario, queryOf } from './question.ts';

export interface Door {
  register: LiveRegister;
  answers: MapAnswers;
}

export interface Saving {
  answer: MapAnswer;
  register: Register;
  /** The address of the plan. */
  path: string;
}

export interface SavingVersion extends Saving {
  scenario: Scenario;
  merged: Merged;
  /** Of the scenario: the map was opened with an older one. */
  isOld: boolean;
}

interface Asked {
  house: House;
  actor: { id: string };
  query: Values;
}

async function answered({ house, actor, query }: Asked, { register, answers }: Door, scenario: Scenario | null): Promise<Saving> {
  const current = register.current();
  const question = askedOf(house.clock, current, query, scenario);
  const municipalities = await knownMunicipalities(house.db);
  // What is saved is what was seen: the search is not begun anew for the form.
  const { answer } = await answers.answer(current, question, { municipalities, by: actor.id, halt: true });
  // The marks alone are not what was asked for.
  if (!isAnswered(answer)) throw planningProblem('map-no-plan');
  const home = scenario === null ? '/planning/map' : `/planning/${scenario.id}/map`;
  return { answer, register: current, path: `${home}?${queryOf(question)}` };
}

export const savingOf = (asked: Asked, door: Door): Promise<Saving> => answered(asked, door, null);

/** Throws scenario-unknown. */
export async function savingVersionOf(asked: Asked, door: Door, id: string): Promise<SavingVersion> {
  const scenario = await requireScenario(asked.house.db, id);
  const saving = await answered(asked, door, scenario);
  const { answer, register } = saving;
  const { of } = answer.question;
  const isOld = of !== null && of < scenario.number;
  const opened = isOld ? ((await findVersion(asked.house.db, scenario.id, of)) ?? scenario) : scenario;
  const { changes: base } = opened;
  const { changes: theirs } = scenario;
  const mine = changesFor(register, answer, addDays(answer.question.on, 1));
  const began = markedChanges(register, answer.task.before, fromScenario(answer.question, base, register));
  const merged = merge({ mine, began, base, theirs });
  const kept = turnedAnew(merged.kept, mine, register.places);
  return { ...saving, scenario, merged: { ...merged, kept }, isOld };
}

const dayIn = (text: string): PlainDate | null => {
  try {
    return plainDate(text);
  } catch {
    return null;
  }
};

/** Gives changes the day that was typed; what is no day goes on as it is, for the command to refuse. */
export function datedBy(values: Values): (change: Change) => Change {
  const typed = valueOf(values, 'from').trim();
  const from = dayIn(typed) ?? (typed as PlainDate);
  return (change) => ({ ...change, from });
}

/** Which plan a form shows, in short: the register may change while it is filled in, and a search may have come to another. */
export const planSeen = ({ changes }: MapAnswer): string =>
  createHash('sha256').update(JSON.stringify(changes)).digest('hex').slice(0, 16);

/** Throws map-plan-changed when it is not the plan that the form showed. */
export function requireSeen({ answer }: Saving, values: Values): void {
  if (valueOf(values, 'plan') !== planSeen(answer)) throw planningProblem('map-plan-changed');
}

/** What is answered about a place that was changed both here and there. */
export const takenFor = (values: Values, placeId: Uuid): string => valueOf(values, `take.${placeId}`);

/** Throws scenario-conflict-open naming the places that are not answered. What was sent from an older version is for the command to answer. */
export function requireSettled({ scenario, merged }: SavingVersion, values: Values): void {
  if (valueOf(values, 'version') !== String(scenario.version)) return;
  const open = merged.conflicts.filter(({ placeId }) => !['mine', 'theirs'].includes(takenFor(values, placeId)));
  if (open.length === 0) return;
  throw planningProblem('scenario-conflict-open', {
    fields: open.map(({ placeId }) => ({ field: `take.${placeId}`, expected: 'mine or theirs' })),
  });
}

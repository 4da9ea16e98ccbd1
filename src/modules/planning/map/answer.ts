/** From the marks on the map to a network, what it does to people, and how near the best that is possible it comes. Pure. */
import { addDays } from '../../../platform/clock/index.ts';
import type { Uuid } from '../../../platform/ids/index.ts';
import type { KnownPlace, Register } from '../../network/index.ts';
import { type Change, ownKinds, type PlannedKind, plannedKinds } from '../scenarios/change.ts';
import { closingIn, lastingOf, turningsFrom } from '../scenarios/find-places.ts';
import { isOwn, type Network, networkOn, plannedNetwork } from '../scenarios/planned.ts';
import { resultOf, type ScenarioResult } from '../scenarios/result.ts';
import { isProved } from '../solve/proof.ts';
import { simplified, type ToChoose } from './choose.ts';
import type { Chosen } from './chosen.ts';
import { hoursOf, type MapQuestion, type Put } from './question.ts';
import { seatsOf } from './seats.ts';

/** Why there is no answer to what was asked. */
export type Obstacle =
  | { code: 'number-too-small'; least: number }
  | { code: 'costs-missing'; kinds: readonly PlannedKind[] }
  | { code: 'longest-with-bounds' };

export interface Task {
  before: Network;
  /** What is there of the marks alone: closed gone, opened there. */
  marked: Network;
  /** Places in the answer. */
  count: number;
  /** Money a year of the network of the day; null where a cost is not said. */
  cost: number | null;
  /** Counties in which new places may lie; null: anywhere. */
  counties: readonly string[] | null;
  toChoose: ToChoose | null;
  obstacle: Obstacle | null;
}

export interface Proof {
  value: number | null;
  bound: number | null;
  /** |value − bound| ÷ |value|, or of the bound where the value is 0; null when nothing is known. */
  gap: number | null;
  /** The value itself is the best that is possible. */
  proved: boolean;
  /** The bound is reached by a network. */
  isBoundProved: boolean;
}

export interface MapAnswer {
  question: MapQuestion;
  task: Task;
  /** From the day after the base day; where people turn is found when a scenario is made of it. */
  changes: readonly Change[];
  after: Network;
  result: ScenarioResult;
  faults: ReturnType<typeof resultOf>['faults'];
  chosen: Chosen | null;
  proof: Proof | null;
}

const byCode = (register: Register): ReadonlyMap<string, KnownPlace> =>
  new Map(register.places.map((one) => [one.place.code, one]));

/** The changes that the marks are. */
export function markedChanges(register: Register, before: Network, question: MapQuestion): Change[] {
  const known = byCode(register);
  const from = addDays(question.on, 1);
  const closing = question.close.flatMap((code): Change[] => {
    const place = known.get(code)!;
    return before.has(place.place.id as Uuid) ? [closed(place, from)] : [];
  });
  const putting = [...question.put].flatMap(([code, put]): Change[] => {
    const placeId = known.get(code)!.place.id as Uuid;
    return changeTo(before.get(placeId) ?? new Set(), placeId, put, from);
  });
  return [...closing, ...putting];
}

/** Where people turn is not known yet; a scenario says it. */
const closed = ({ place }: KnownPlace, from: MapQuestion['on']): Change => ({
  kind: 'close',
  placeId: place.id as Uuid,
  from,
  replacedByKind: 'neighbour',
  replacedBy: place.municipalityCode,
});

function changeTo(there: ReadonlySet<PlannedKind>, placeId: Uuid, { kind, hours }: Put, from: MapQuestion['on']): Change[] {
  if (there.has(kind)) return kind === 'visiting_office' && hours !== null ? [{ kind: 'change-days', placeId, from, hours }] : [];
  const own = ownKinds.find((one) => one === kind);
  if (own !== undefined && [...there].some(isOwn)) return [{ kind: 'change-kind', placeId, from, presence: own, hours }];
  return [{ kind: 'open', placeId, from, presence: kind, hours }];
}

/** What is to be chosen, and from what. */
export function taskOf(register: Register, question: MapQuestion): Task {
  const seats = seatsOf(register);
  const before = networkOn(register.places, question.on).network;
  const marked = plannedNetwork(register, question.on, markedChanges(register, before, question)).after;
  const index = (code: string): number => seats.indexOf.get(byCode(register).get(code)!.place.id as Uuid)!;
  const fixed = [...question.keep, ...(question.ask === 'mine' ? [] : question.put.keys())].map(index);
  const stays = question.ask === 'replace' ? [...marked.keys()].map((id) => seats.indexOf.get(id)!) : [];
  const [open, closes] = [new Set([...fixed, ...stays]), new Set(question.close.map(index))];
  const counties = countiesOf(register, question);
  const outside = seats.places.flatMap((one, at) => {
    const isOutside = counties?.includes(countyOf(register, one)) === false;
    return isOutside && !open.has(at) && !closes.has(at) ? [at] : [];
  });
  const count = question.ask === 'mine' ? marked.size : (question.number ?? before.size);
  const kindsAt = (id: Uuid): Iterable<PlannedKind> => marked.get(id) ?? before.get(id) ?? [question.kind];
  const missing = plannedKinds.filter((kind) => question.costs[kind] === null);
  const costOf = (kinds: Iterable<PlannedKind>): number => [...kinds].reduce((sum, kind) => sum + question.costs[kind]!, 0);
  const cost = missing.length > 0 ? null : [...before.values()].reduce((sum, kinds) => sum + costOf(kinds), 0);
  const bound = question.ask !== 'mine';
  const byMoney = bound && question.within === 'money';
  const money =
    byMoney && cost !== null
      ? { costs: register.places.map(({ place }) => costOf(kindsAt(place.id as Uuid))), most: question.budget ?? cost }
      : null;
  const asked: ToChoose = {
    weights: seats.weights,
    minutes: seats.minutes,
    aim: question.aim,
    limit: question.limit,
    count,
    open: [...open],
    preferred: [...marked.keys()].map((id) => seats.indexOf.get(id)!),
    closed: [...closes, ...outside],
    outside,
    longest: bound ? question.longest : null,
    share: bound && question.share !== null ? question.share / 100 : null,
    gini: bound && question.gini !== null ? question.gini / 100 : null,
    money,
  };
  const obstacle = obstacleOf(asked, byMoney && cost === null ? missing : []);
  const toChoose = obstacle === null && count > 0 ? simplified(asked) : null;
  return { before, marked, count: toChoose?.count ?? count, cost, counties, toChoose, obstacle };
}

/** The counties that a replacement keeps to: those in which something closes. Null: anywhere. */
function countiesOf(register: Register, { ask, where, close }: MapQuestion): string[] | null {
  if (ask !== 'replace' || where === 'country' || close.length === 0) return null;
  const known = byCode(register);
  return [...new Set(close.map((code) => countyOf(register, known.get(code)!)))];
}

const countyOf = (register: Register, { place }: KnownPlace): string =>
  register.municipalities.get(place.municipalityCode)!.county;

function obstacleOf(asked: ToChoose, missing: readonly PlannedKind[]): Obstacle | null {
  if (missing.length > 0) return { code: 'costs-missing', kinds: missing };
  if (asked.money === null && asked.open.length > asked.count) return { code: 'number-too-small', least: asked.open.length };
  const isBounded = asked.share !== null || asked.gini !== null || asked.money !== null;
  return isBounded && asked.aim === 'maximum' ? { code: 'longest-with-bounds' } : null;
}

/** `chosen`: the best for the task; null where there is nothing to choose. */
export function answerOf(
  register: Register,
  question: MapQuestion,
  { task, chosen, deprivation }: { task: Task; chosen: Chosen | null; deprivation: ReadonlyMap<string, number | null> },
): MapAnswer {
  const marks = markedChanges(register, task.before, question);
  const isSought = question.ask !== 'mine' && chosen?.places != null;
  const changes = isSought ? [...marks, ...choiceChanges(register, question, task, chosen.places!)] : marks;
  const { result, faults } = resultOf(register, { baseDate: question.on, changes, limit: question.limit, deprivation });
  const { after } = plannedNetwork(register, question.on, changes);
  return { question, task, changes, after, result, faults, chosen, proof: proofOf(question, result, chosen) };
}

/** What a place that is chosen becomes: with the visit days that new visiting offices have. */
const comingAs = ({ kind, visits }: MapQuestion): Put => ({ kind, hours: kind === 'visiting_office' ? hoursOf(visits) : null });

/** There is a network that is what was asked for. */
export const isAnswered = ({ question, chosen }: Pick<MapAnswer, 'question' | 'chosen'>): boolean =>
  question.ask === 'mine' || chosen?.places != null;

/** What the choice changes besides the marks. */
function choiceChanges(register: Register, question: MapQuestion, { marked }: Task, places: readonly number[]): Change[] {
  const seats = seatsOf(register);
  const from = addDays(question.on, 1);
  const stays = new Set(places.map((at) => seats.places[at]!.place.id));
  const goes = register.places.filter(({ place }) => marked.has(place.id as Uuid) && !stays.has(place.id));
  const comes = places.filter((at) => !marked.has(seats.places[at]!.place.id as Uuid));
  return [
    ...goes.map((one) => closed(one, from)),
    ...comes.flatMap((at) => changeTo(new Set(), seats.places[at]!.place.id as Uuid, comingAs(question), from)),
  ];
}

/** What the aim counts in a result: minutes, or a share from 0 to 1. */
export function valueOfAim(
  { aim, limit }: Pick<MapQuestion, 'aim' | 'limit'>,
  measures: ScenarioResult['measures']['after'],
): number | null {
  if (measures === null) return null;
  if (aim === 'share') return measures.within.find((one) => one.limit === limit)?.share ?? null;
  return aim === 'mean' ? measures.mean : measures.max;
}

function proofOf(question: MapQuestion, { measures }: ScenarioResult, chosen: Chosen | null): Proof | null {
  if (chosen === null || chosen.places === null) return null;
  const value = valueOfAim(question, measures.after);
  const { bound } = chosen;
  const isUnreached = (measures.after?.unreached ?? 0) > 0;
  if (value === null || bound === null || isUnreached)
    return { value, bound, gap: null, proved: false, isBoundProved: chosen.proved };
  const distance = Math.abs(value - bound);
  const gap = distance === 0 ? 0 : distance / Math.max(Math.abs(value), Math.abs(bound));
  return {
    value,
    bound,
    gap,
    proved: isProved(value, bound) || (question.ask !== 'mine' && chosen.proved),
    isBoundProved: chosen.proved,
  };
}

/** The changes as a scenario takes them: dated, and with where people turn instead of each place that closes. */
export function changesFor(register: Register, { after, changes }: MapAnswer, from: MapQuestion['on']): Change[] {
  const known = new Map(register.places.map((one) => [one.place.id, one]));
  const [lasting, going] = [lastingOf(register, after, changes), closingIn(changes)];
  return changes.map((one): Change => {
    if (one.kind !== 'close') return { ...one, from };
    const nearest = turningsFrom(register, lasting, known.get(one.placeId)!, going)[0];
    return nearest === undefined ? { ...one, from } : { ...one, from, replacedByKind: nearest.kind, replacedBy: nearest.code };
  });
}

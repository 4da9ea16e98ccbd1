/** What is asked of the map: every choice stands in the address, so that a plan can be linked. Pure. */
import { type PlainDate, plainDate } from '../../../platform/clock/index.ts';
import { type Values, valueOf, valuesOf } from '../../../ui/index.ts';
import { type Register, type WeeklyHours, weekdays } from '../../network/index.ts';
import { type Change, type PlannedKind, plannedKinds } from '../scenarios/change.ts';
import { hoursText, readHours } from './visit-hours.ts';

/** mine: the network as it is marked. replace: the best instead of what is closed. best: the best network of all. */
export const asks = ['mine', 'replace', 'best'] as const;
export type Ask = (typeof asks)[number];

/** What is to be as good as possible: mean minutes, the share within the limit, or the longest way. */
export const aims = ['mean', 'share', 'maximum'] as const;
export type MapAim = (typeof aims)[number];

/** Where the best replacement may lie: in the counties in which something closes, or anywhere. */
export const wheres = ['counties', 'country'] as const;

/** What the best may cost: as many places as are said, or as much money. */
export const withins = ['number', 'money'] as const;

/** What a click on a place does; a place where there is nothing is opened. */
export const tools = ['close', 'keep', 'change'] as const;
export type Tool = (typeof tools)[number];

/** What a place becomes. */
export interface Put {
  kind: PlannedKind;
  /** Of a visiting office: the days on which staff travel there, and when it is open; null: not said. */
  hours: WeeklyHours | null;
}

/** Days and times as they were chosen, whether they are hours or not. */
export interface Visits {
  days: readonly (typeof weekdays)[number][];
  opens: string;
  closes: string;
}

export interface MapQuestion {
  /** The version of the scenario whose changes the marks go on from; null: of none, or the newest. */
  of: number | null;
  on: PlainDate;
  ask: Ask;
  aim: MapAim;
  tool: Tool;
  within: (typeof withins)[number];
  where: (typeof wheres)[number];
  /** What a new place becomes. */
  kind: PlannedKind;
  /** Codes of places. */
  close: readonly string[];
  keep: readonly string[];
  /** Places that get a kind: opened, or changed. */
  put: ReadonlyMap<string, Put>;
  /** Of a visiting office that is put next. */
  visits: Visits;
  /** Minutes that count as within reach. */
  limit: number;
  /** Places in all; null: as many as on the day. */
  number: number | null;
  /** Nobody has farther; null: no such bound. */
  longest: number | null;
  /** At least so many per cent within the limit (95: the 95th percentile is within it); null: no such bound. */
  share: number | null;
  /** Gini of the minutes at most, in hundredths; null: no such bound. */
  gini: number | null;
  /** Money a year, in one unit for all; null: as much as the network of the day costs. */
  budget: number | null;
  /** A year, by kind, as whoever asks says; no figure is assumed. */
  costs: Readonly<Record<PlannedKind, number | null>>;
  /** What was given and is none of what can be asked: it is not counted with, and that is said. */
  unread: readonly Unread[];
}

/** The least and the greatest that can be asked. A budget is in any unit, so that any sum above 0 may be one. */
export const ranges = {
  of: [1, 1e6],
  number: [1, 600],
  longest: [1, 1000],
  limit: [1, 300],
  share: [1, 100],
  gini: [1, 100],
  budget: [Number.MIN_VALUE, 1e12],
  cost: [0, 1e12],
} as const;

/** A field, or places that the register does not have. */
export type Unread = 'on' | 'number' | 'longest' | 'limit' | 'share' | 'gini' | 'budget' | 'cost' | 'places';

const oneOf = <T extends string>(list: readonly T[], text: string): T => list.find((one) => one === text) ?? list[0]!;

/** A number within the range; null for what is none of these. */
function numberIn(text: string, [least, top]: readonly [number, number]): number | null {
  const value = Number(text.replaceAll(/\s/g, '').replace(',', '.'));
  return text.trim() === '' || !Number.isFinite(value) || value < least || value > top ? null : value;
}

const listed = (text: string): string[] => [...new Set(text.split(',').filter((one) => one !== ''))];

/** Reads an address; what cannot be read is left out, and named. `limit`: when none is asked for. */
export function readQuestion(values: Values, register: Register, day: PlainDate, limit: number): MapQuestion {
  const given = (name: string): string => valueOf(values, name);
  const codes = new Set(register.places.map(({ place }) => place.code));
  const unread = new Set<Unread>();
  const read = (name: string, as: Exclude<Unread, 'on' | 'places'>): number | null => {
    const value = numberIn(given(name), ranges[as]);
    if (value === null && given(name).trim() !== '') unread.add(as);
    return value;
  };
  const whole = (name: 'number' | 'longest' | 'limit'): number | null => {
    const value = read(name, name);
    return value === null ? null : Math.round(value);
  };
  const on = dayIn(given('on'));
  if (on === null && given('on').trim() !== '') unread.add('on');
  const marked = ['close', 'keep', 'put'].flatMap((name) => listed(given(name)).map((one) => one.split('!')[0]!));
  if (marked.some((code) => !codes.has(code))) unread.add('places');
  const of = numberIn(given('of'), ranges.of);
  const put = listed(given('put')).flatMap((one): [string, Put][] => {
    const [code = '', kind = '', hours = ''] = one.split('!');
    const known = plannedKinds.find((other) => other === kind);
    return known !== undefined && codes.has(code) ? [[code, { kind: known, hours: readHours(hours) }]] : [];
  });
  const putCodes = new Set(put.map(([code]) => code));
  const close = listed(given('close')).filter((code) => codes.has(code) && !putCodes.has(code));
  return {
    on: on ?? day,
    ask: oneOf(asks, given('ask')),
    aim: oneOf(aims, given('aim')),
    tool: oneOf(tools, given('tool')),
    within: oneOf(withins, given('within')),
    where: oneOf(wheres, given('where')),
    kind: oneOf(plannedKinds, given('kind')),
    close,
    keep: listed(given('keep')).filter((code) => codes.has(code) && !close.includes(code)),
    put: new Map(put),
    of: of === null ? null : Math.round(of),
    visits: {
      days: weekdays.filter((day) => valuesOf(values, 'days').includes(day)),
      opens: given('opens'),
      closes: given('closes'),
    },
    limit: whole('limit') ?? limit,
    number: whole('number'),
    longest: whole('longest'),
    share: read('share', 'share'),
    gini: read('gini', 'gini'),
    budget: read('budget', 'budget'),
    costs: Object.fromEntries(plannedKinds.map((kind) => [kind, read(`cost.${kind}`, 'cost')])) as MapQuestion['costs'],
    unread: [...unread],
  };
}

function dayIn(text: string): PlainDate | null {
  try {
    return plainDate(text);
  } catch {
    return null;
  }
}

/** The address of a question, in one order and without what is left at its beginning. */
export function queryOf(question: MapQuestion): string {
  const query = new URLSearchParams();
  const say = (name: string, value: string | number | null): void => {
    if (value !== null && value !== '') query.set(name, String(value));
  };
  say('of', question.of);
  say('on', question.on);
  say('ask', question.ask);
  say('aim', question.aim);
  say('tool', question.tool);
  say('within', question.within);
  say('where', question.where);
  say('kind', question.kind);
  for (const [name, value] of Object.entries(markedIn(question))) say(name, value);
  for (const name of ['limit', 'number', 'longest', 'share', 'gini', 'budget'] as const) say(name, question[name]);
  for (const kind of plannedKinds) say(`cost.${kind}`, question.costs[kind]);
  for (const day of question.visits.days) query.append('days', day);
  say('opens', question.visits.opens);
  say('closes', question.visits.closes);
  return query.toString().replaceAll('%2C', ',').replaceAll('%21', '!').replaceAll('%3A', ':');
}

/** The marks as fields of a form. */
export const markedIn = ({ close, keep, put }: MapQuestion) => ({
  close: close.join(','),
  keep: keep.join(','),
  put: [...put].map(([code, { kind, hours }]) => [code, kind, ...(hours === null ? [] : [hoursText(hours)])].join('!')).join(','),
});

export type Mark = 'close' | 'keep' | 'put' | 'none';

/** The same question with another mark on a place: each has one at most. */
export function withMark(question: MapQuestion, code: string, mark: Mark): MapQuestion {
  const without = (list: readonly string[]): string[] => list.filter((one) => one !== code);
  const put = new Map([...question.put].filter(([one]) => one !== code));
  if (mark === 'put')
    put.set(code, { kind: question.kind, hours: question.kind === 'visiting_office' ? hoursOf(question.visits) : null });
  return {
    ...question,
    close: mark === 'close' ? [...without(question.close), code] : without(question.close),
    keep: mark === 'keep' ? [...without(question.keep), code] : without(question.keep),
    put,
  };
}

/** What a click does: the mark of the tool, or away with the mark when it is there already. */
export function clicked(question: MapQuestion, code: string, isThere: boolean): MapQuestion {
  const mark: Mark = !isThere || question.tool === 'change' ? 'put' : question.tool;
  const has = { close: question.close.includes(code), keep: question.keep.includes(code), put: question.put.has(code) };
  return withMark(question, code, has[mark] ? 'none' : mark);
}

/** The same hours every day that was chosen; null when there is no day, or no time at which it opens before it closes. */
export const hoursOf = ({ days, opens, closes }: Visits): WeeklyHours | null =>
  readHours(days.map((day) => `${weekdays.indexOf(day) + 1}.${opens}.${closes}`).join('_'));

/** The marks that a scenario's changes are. */
export function fromScenario(question: MapQuestion, changes: readonly Change[], register: Register): MapQuestion {
  const codes = new Map(register.places.map(({ place }) => [place.id, place.code]));
  const put = new Map<string, Put>();
  const close: string[] = [];
  for (const one of changes) {
    const code = codes.get(one.placeId);
    if (code === undefined) continue;
    if (one.kind === 'close') close.push(code);
    else put.set(code, { kind: 'presence' in one ? one.presence : 'visiting_office', hours: one.hours });
  }
  return { ...question, close: close.filter((code) => !put.has(code)), put };
}

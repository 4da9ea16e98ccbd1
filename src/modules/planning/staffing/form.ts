/** The form of a simulation: its fields, which values sources give, and what was typed as assumptions. */
import type { z } from 'zod';
import { addDays, addMonths, parsePlainDate, type PlainDate, plainDate } from '../../../platform/clock/index.ts';
import type { Database } from '../../../platform/db/index.ts';
import { valueOn } from '../../../platform/rule/index.ts';
import { type Values, valueOf, valuesOf } from '../../../ui/index.ts';
import { planDeadlines } from '../../cases/index.ts';
import { meetingHours, typesOn } from '../../meetings/index.ts';
import { type Assumptions, assumptions, policies } from './assumptions.ts';
import { earliest, knownFrom } from './days.ts';
import type { MeetingGoal } from './officers-needed.ts';

export const groups = {
  demand: ['from', 'registrations', 'registered', 'leaving', 'noConversation', 'renewMonths'],
  staff: ['local', 'remote', 'cutFrom', 'cut', 'dayMinutes', 'absence'],
  meetings: ['firstRemote', 'firstOnSite', 'followRemote', 'followOnSite', 'around', 'missed', 'onSiteGround', 'onSiteChoice'],
  windows: ['firstFrom', 'firstTo', 'firstLonger', 'followTo'],
  goals: ['goalShare', 'goalLongest'],
  study: ['runs', 'seed'],
} as const;
export type Group = keyof typeof groups;
export type FieldName = (typeof groups)[Group][number];
export const groupNames = Object.keys(groups) as Group[];

export const percents: ReadonlySet<FieldName> = new Set([
  'leaving',
  'noConversation',
  'cut',
  'absence',
  'missed',
  'onSiteGround',
  'onSiteChoice',
  'goalShare',
]);
const optional: ReadonlySet<FieldName> = new Set(['goalLongest', 'cut', 'cutFrom']);
export const isOptional = (name: FieldName): boolean => optional.has(name);

/** The types whose lengths and windows are filled in: first conversations and follow-ups, remote and on site; and the longer window. */
const typeCodes = { firstRemote: '21', followRemote: '22', firstLonger: '26', firstOnSite: '31', followOnSite: '32' } as const;

/**
 * Values with a source, and nothing else. Registrations and registered: Arbetsförmedlingen’s annual report for 2020 and its monthly news (2019: about
 * 321,000, of them 28,849 in March and 27,119 in April; 2020: 464,000, of them 54,548 in March and 64,355 in April; 344,826 registered in March 2019);
 * the months without a figure of their own share the rest of their year evenly. A third fewer staff: the director-general’s letter of 2019-02-28.
 * Lengths and windows are those of the types of meetings, renewal is rule plan-deadlines. The number of runs and the seed are of the method, not of the
 * service.
 */
export async function sourcedValues(db: Database): Promise<Partial<Record<FieldName, string>>> {
  const types = new Map((await typesOn(db, sourcedFrom)).map((type) => [type.code, type]));
  const minutes = (of: keyof typeof typeCodes): string => `${types.get(typeCodes[of])?.minutes ?? ''}`;
  const window = (of: keyof typeof typeCodes, edge: 'windowFirst' | 'windowLast'): string =>
    `${types.get(typeCodes[of])?.[edge] ?? ''}`;
  return {
    from: sourcedFrom.slice(0, 7),
    registrations: [27_119, ...spread(8, 2019), ...spread(2, 2020), 54_548, 64_355, ...spread(5, 2020)].join(' '),
    registered: '344826',
    renewMonths: `${valueOn(planDeadlines, sourcedFrom).renewMonths}`,
    cutFrom: sourcedFrom,
    cut: '33.3',
    firstRemote: minutes('firstRemote'),
    firstOnSite: minutes('firstOnSite'),
    followRemote: minutes('followRemote'),
    followOnSite: minutes('followOnSite'),
    firstFrom: window('firstRemote', 'windowFirst'),
    firstTo: window('firstRemote', 'windowLast'),
    firstLonger: window('firstLonger', 'windowLast'),
    followTo: window('followRemote', 'windowLast'),
    runs: '20',
    seed: '1',
  };
}

/** The month of which the letter speaks. */
const sourcedFrom = plainDate('2019-04-01');

function spread(months: number, year: 2019 | 2020): number[] {
  const rest = year === 2019 ? 321_000 - 28_849 - 27_119 : 464_000 - 54_548 - 64_355;
  return Array.from({ length: months }, () => Math.round(rest / 10));
}

/** What rule meeting-hours leaves for booked meetings on a day; what is around them may lie outside. */
export function bookableMinutes(): number {
  const { from, to, pause } = valueOn(meetingHours, earliest);
  return to - from - (pause.to - pause.from);
}

export interface FormFault {
  field: FieldName | 'policies';
  code:
    | 'missing'
    | 'number'
    | 'whole'
    | 'least'
    | 'most'
    | 'range'
    | 'share'
    | 'months'
    | 'month'
    | 'day'
    | 'period'
    | 'staff'
    | 'dayMinutes';
  /** What could be counted with. */
  params?: Readonly<Record<string, string | number>>;
}

export interface Question {
  given: Assumptions;
  goal: MeetingGoal;
}

export type Teams = Assumptions['teams'];

/** Where a fault of the assumptions stands in the form. */
const places: Readonly<Record<string, FieldName>> = {
  staff: 'local',
  windows: 'firstTo',
  minutes: 'firstOnSite',
  teams: 'registrations',
};

export const numberOf = (text: string): number => Number(text.replaceAll(/[\s\u00a0]/g, '').replace(',', '.'));

/** With room for the year before and for all the months that can be asked about, within the days that are known. */
const [firstMonth, lastMonth] = ['1902-01', '2195-12'];

/** The first month that is asked about; null when it cannot be read. */
export function monthOf(values: Values): PlainDate | null {
  const text = valueOf(values, 'from').trim();
  const isMonth = /^\d{4}-(0[1-9]|1[0-2])$/.test(text) && text >= firstMonth && text <= lastMonth;
  return isMonth ? plainDate(`${text}-01`) : null;
}

export function readQuestion(values: Values, teams: Teams): { question: Question } | { faults: FormFault[] } {
  const faults: FormFault[] = [];
  const read = (name: FieldName): number => {
    const text = valueOf(values, name).trim();
    const value = numberOf(text);
    if (text === '' && !isOptional(name)) faults.push({ field: name, code: 'missing' });
    else if (!Number.isFinite(value)) faults.push({ field: name, code: 'number' });
    return percents.has(name) ? value / 100 : value;
  };
  const month = monthOf(values);
  if (month === null) faults.push({ field: 'from', code: 'month' });
  const registrations = valueOf(values, 'registrations')
    .split(/[\s;]+/)
    .filter((one) => one !== '')
    .map(Number);
  if (registrations.length === 0) faults.push({ field: 'registrations', code: 'missing' });
  if (month !== null) faults.push(...faultsOfCut(values, month, registrations.length));
  const raw = rawOf(values, read, month ?? earliest, registrations, teams);
  const goalShare = read('goalShare');
  const longest = valueOf(values, 'goalLongest').trim() === '' ? null : read('goalLongest');
  if (goalShare <= 0 || goalShare > 1) faults.push({ field: 'goalShare', code: 'share' });
  if (faults.length > 0) return { faults: faults.toSorted((a, b) => order(a) - order(b)) };
  const parsed = assumptions.safeParse(raw);
  const days = valueOn(planDeadlines, knownFrom(month ?? earliest)).firstPlanDays;
  if (parsed.success) return { question: { given: parsed.data, goal: { share: goalShare, days, longest } } };
  // What follows from several values together is said when each of them is one.
  const own = parsed.error.issues.filter(({ code }) => code !== 'custom');
  const found = (own.length > 0 ? own : parsed.error.issues).map(faultOf);
  return { faults: [...new Map(found.map((one) => [`${one.field} ${one.code}`, one])).values()] };
}

/** A reduction has a day and a size, and the day lies where the simulation has staff. */
function faultsOfCut(values: Values, month: PlainDate, months: number): FormFault[] {
  const [cut, from] = [valueOf(values, 'cut').trim(), valueOf(values, 'cutFrom').trim()];
  if (cut === '' && from === '') return [];
  if (cut === '') return [{ field: 'cut', code: 'missing' }];
  if (from === '') return [{ field: 'cutFrom', code: 'missing' }];
  if (numberOf(cut) < 0) return [{ field: 'cut', code: 'least', params: { n: 0 } }];
  if (numberOf(cut) > 100) return [{ field: 'cut', code: 'most', params: { n: 100 } }];
  const day = parsePlainDate(from);
  const [after, to] = [addMonths(month, -12), addDays(addMonths(month, Math.min(months, 36)), -1)];
  if (day === null) return [{ field: 'cutFrom', code: 'day' }];
  return day > after && day <= to ? [] : [{ field: 'cutFrom', code: 'period', params: { after, to } }];
}

const allNames: readonly string[] = Object.values(groups).flat();
const order = ({ field }: FormFault): number => allNames.indexOf(field);

function rawOf(values: Values, read: (name: FieldName) => number, from: PlainDate, registrations: number[], teams: Teams) {
  const numbers = (...names: FieldName[]) => Object.fromEntries(names.map((name) => [name, read(name)]));
  const [local, remote, cut] = [read('local'), read('remote'), read('cut')];
  const cutFrom = valueOf(values, 'cutFrom').trim();
  const later = { from: cutFrom, local: local * (1 - cut), remote: remote * (1 - cut) };
  const chosen = valuesOf(values, 'policies');
  const windows = numbers('firstFrom', 'firstTo', 'firstLonger', 'followTo');
  return {
    from,
    registrations,
    teams,
    // Before the first day, so that the lines are those of the staff that there was.
    staff: [{ from: addMonths(from, -12), local, remote }, ...(cut > 0 && cutFrom !== '' ? [later] : [])],
    ...numbers(
      'registered',
      'leaving',
      'noConversation',
      'onSiteGround',
      'onSiteChoice',
      'renewMonths',
      'missed',
      'dayMinutes',
      'absence',
    ),
    minutes: numbers('firstRemote', 'firstOnSite', 'followRemote', 'followOnSite', 'around'),
    windows: {
      first: [windows.firstFrom, windows.firstTo],
      firstLonger: [windows.firstFrom, windows.firstLonger],
      follow: [windows.firstFrom, windows.followTo],
    },
    policies: policies.filter((one) => one === 'as-stated' || chosen.includes(one)),
    ...numbers('runs', 'seed'),
  };
}

function faultOf(issue: z.core.$ZodIssue): FormFault {
  const path = issue.path.map(String);
  const [first = '', second = ''] = path;
  if (first === 'staff') return { field: 'local', code: 'staff' };
  if (first === 'dayMinutes' && issue.code === 'custom') return { field: 'dayMinutes', code: 'dayMinutes' };
  if (first === 'windows')
    return { field: second === 'firstLonger' ? 'firstLonger' : second === 'follow' ? 'followTo' : 'firstTo', code: 'range' };
  const named = [second, first].find((name) => allNames.includes(name)) as FieldName | undefined;
  const field = named ?? places[first] ?? 'registrations';
  if (field === 'registrations' && (issue.code === 'invalid_type' || path.length === 1)) return { field, code: 'months' };
  if (issue.code === 'invalid_type') return { field, code: 'whole' };
  const inForm = (bound: number | bigint): number => Number(bound) * (percents.has(field) ? 100 : 1);
  if (issue.code === 'too_small') return { field, code: 'least', params: { n: inForm(issue.minimum) } };
  if (issue.code === 'too_big') return { field, code: 'most', params: { n: inForm(issue.maximum) } };
  return { field, code: 'range' };
}

/** What someone asks on the start page, read from an address that may hold anything. */
import { parsePlainDate, type PlainDate } from '../../../../platform/clock/index.ts';
import type { Origin, Register } from '../../register.ts';
import { registerBegins } from '../../rules/municipality-state.ts';
import { searchOrigins } from '../../search-origins.ts';

export interface PageError {
  field: 'q' | 'on';
  /** Below `network:public.error`. */
  code: string;
  status: 400 | 404 | 422;
}

type Asked =
  | { kind: 'nothing' }
  | { kind: 'county'; code: string }
  | { kind: 'origin'; origin: Origin }
  /** The name typed means exactly this place; its own address is what one can share. */
  | { kind: 'matched'; origin: Origin }
  | { kind: 'choices'; choices: readonly Origin[] }
  | { kind: 'not-found' };

export interface HelpQuestion {
  /** What the form shows again. */
  typed: { q: string; on: string };
  asked: Asked;
  /** The day asked about; today when none was given or it cannot be used. */
  day: PlainDate;
  /** The day stood in the address and can be used. */
  dayGiven: boolean;
  errors: readonly PageError[];
}

const longestName = 80;
const choicesShown = 10;

/** `query` is what the server parsed: strings, or arrays when a name is repeated (then the first counts). */
export function readHelpQuestion(register: Register, query: unknown, today: PlainDate): HelpQuestion {
  const on = first(query, 'on');
  const { day, error: dayError } = readDay(on);
  const { asked, error } = readPlace(register, query, day ?? today);
  const q = first(query, 'q') ?? '';
  const origin = asked.kind === 'origin' || asked.kind === 'matched' ? asked.origin.name : q;
  return {
    typed: { q: origin.slice(0, longestName), on: (on ?? '').slice(0, 10) },
    asked,
    day: day ?? today,
    dayGiven: day !== null,
    errors: [error, dayError].filter((one) => one !== null),
  };
}

/** The first value of a parameter, trimmed; undefined when it is not there. */
export function first(query: unknown, name: string): string | undefined {
  const value = (query as Readonly<Record<string, unknown>>)[name];
  const text: unknown = Array.isArray(value) ? value[0] : value;
  return typeof text === 'string' ? text.trim() : undefined;
}

/** A day the register can answer for; null without error when none was given. */
export function readDay(text: string | undefined): { day: PlainDate | null; error: PageError | null } {
  if (text === undefined || text === '') return { day: null, error: null };
  const day = parsePlainDate(text);
  if (day === null) return { day: null, error: { field: 'on', code: 'not-a-day', status: 400 } };
  if (day < registerBegins) return { day: null, error: { field: 'on', code: 'before-register', status: 422 } };
  return { day, error: null };
}

type Place = { asked: Asked; error: PageError | null };

function readPlace(register: Register, query: unknown, today: PlainDate): Place {
  const municipality = first(query, 'municipality');
  if (municipality !== undefined) return byCode(register, 'municipality', municipality);
  const locality = first(query, 'locality');
  if (locality !== undefined) return byCode(register, 'locality', locality);
  const county = first(query, 'county');
  if (county !== undefined) {
    const known = [...register.municipalities.values()].some((one) => one.countyCode === county);
    return known ? { asked: { kind: 'county', code: county }, error: null } : wrongPlace('county-unknown', 404);
  }
  return byName(register, query, today);
}

function wrongPlace(code: string, status: PageError['status'], asked: Asked = { kind: 'nothing' }): Place {
  return { asked, error: { field: 'q', code, status } };
}

function byCode(register: Register, kind: Origin['kind'], code: string): Place {
  const origin = register.findOrigin(kind, code);
  if (origin !== undefined) return { asked: { kind: 'origin', origin }, error: null };
  const wellFormed = (kind === 'municipality' ? /^\d{4}$/ : /^[0-9A-Z]{6,12}$/).test(code);
  return wrongPlace(`${kind}-unknown`, wellFormed ? 404 : 400);
}

function byName(register: Register, query: unknown, today: PlainDate): Place {
  const q = first(query, 'q');
  if (q === undefined) return { asked: { kind: 'nothing' }, error: null };
  if (q === '') return wrongPlace('no-name', 422);
  if (q.length > longestName) return wrongPlace('name-too-long', 400);
  const [kind, code] = (first(query, 'origin') ?? '').split(':');
  const chosen = code === undefined ? undefined : register.findOrigin(kind as Origin['kind'], code);
  if (chosen !== undefined) return { asked: { kind: 'matched', origin: chosen }, error: null };
  const found = searchOrigins(register, q, today, choicesShown);
  if (found.length === 0) return { asked: { kind: 'not-found' }, error: null };
  const only = onlyMeaning(found.filter((one) => one.exact).map((one) => one.origin));
  if (only !== null) return { asked: { kind: 'matched', origin: only }, error: null };
  return { asked: { kind: 'choices', choices: found.map((one) => one.origin) }, error: null };
}

/** The one place that a name means. A municipality and the locality of its name within it are one place to a person. */
function onlyMeaning(exact: readonly Origin[]): Origin | null {
  const [firstOne] = exact;
  if (firstOne === undefined) return null;
  return exact.every((one) => one.municipality.code === firstOne.municipality.code) ? firstOne : null;
}

/** The address of the answer for a place: what one shares. */
export function originPath({ kind, code }: Pick<Origin, 'kind' | 'code'>, on: string | null): string {
  return `/?${new URLSearchParams({ [kind]: code, ...(on === null ? {} : { on }) })}`;
}

/** What someone wishes of a time, as it goes from page to page in the address: codes only. */
import { type PlainDate, parsePlainDate } from '../../../../platform/clock/index.ts';
import { parseUuid, type Uuid } from '../../../../platform/ids/index.ts';
import { type Values, valueOf } from '../../../../ui/index.ts';
import { type Channel, channels, type Preference, preferences, usualReach, type Way } from '../../kinds.ts';
import { type ExceptionGround, exceptionGrounds } from '../../rules/remote-first.ts';

/** Minutes from home that can be chosen. */
export const reaches = [30, 60, 90, 120] as const;

/** By which way someone came to whoever books for them. */
export const staffWays = ['phone', 'desk', 'officer'] as const satisfies readonly Way[];

export interface Wishes {
  purpose: string;
  /** 'any': whichever of the open channels comes first. */
  channel: Channel | 'any';
  /** A language code; spoken by the officer, or by the interpreter. */
  language: string;
  interpreter: boolean;
  /** To a place; null: any distance. */
  minutes: number | null;
  prefer: Preference;
  from: PlainDate | null;
  /** An officer's ground for a channel that the rule does not open. */
  ground: ExceptionGround | null;
  /** For those who book for someone: how they came; null: the person books. */
  came: (typeof staffWays)[number] | null;
  /** By staff: two officers at once, 'any' or the competence that one of them is to have; null: as the type says. */
  together: string | null;
  /** The meeting that the new time is for; null: a new meeting. */
  change: Uuid | null;
  /** How many parts of the list are shown. */
  parts: number;
}

const mostParts = 6;

/** What cannot be read is as if it were not said. */
export function readWishes(values: Values, first: Pick<Wishes, 'language' | 'interpreter'>): Wishes {
  const one = (name: string): string => valueOf(values, name);
  const language = one('language');
  const minutes = values['minutes'] === undefined ? usualReach : Number(one('minutes'));
  return {
    purpose: /^[a-z][a-z-]{2,40}$/.test(one('purpose')) ? one('purpose') : '',
    channel: channels.find((channel) => channel === one('channel')) ?? 'any',
    language: /^[a-z]{2,3}$/.test(language) ? language : first.language,
    interpreter: language === '' ? first.interpreter : one('interpreter') === 'yes',
    minutes: reaches.some((reach) => reach === minutes) ? minutes : null,
    prefer: preferences.find((preference) => preference === one('prefer')) ?? 'soonest',
    from: parsePlainDate(one('from')),
    ground: exceptionGrounds.find((ground) => ground === one('ground')) ?? null,
    came: staffWays.find((way) => way === one('came')) ?? null,
    together: /^[a-z][a-z0-9-]{1,39}$/.test(one('together')) ? one('together') : null,
    change: parseUuid(one('change')),
    parts: Math.min(mostParts, Math.max(1, Math.trunc(Number(one('parts'))) || 1)),
  };
}

/** The same as fields of a form or of an address; what is left as it would be anyway is left out. */
export function wishFields(wishes: Wishes, over: Partial<Wishes> = {}): Record<string, string> {
  const all = { ...wishes, ...over };
  const { purpose, channel, language, interpreter, minutes, prefer, from, ground, came, together, change, parts } = all;
  return {
    purpose,
    ...(channel === 'any' ? {} : { channel }),
    language,
    ...(interpreter ? { interpreter: 'yes' } : {}),
    ...(minutes === usualReach ? {} : { minutes: minutes === null ? '' : String(minutes) }),
    ...(prefer === 'soonest' ? {} : { prefer }),
    ...(from === null ? {} : { from }),
    ...(ground === null ? {} : { ground }),
    ...(came === null ? {} : { came }),
    ...(together === null ? {} : { together }),
    ...(change === null ? {} : { change }),
    ...(parts === 1 ? {} : { parts: String(parts) }),
  };
}

export const wishQuery = (wishes: Wishes, over: Partial<Wishes> = {}): string =>
  new URLSearchParams(wishFields(wishes, over)).toString();

/** A time as the value of the button that chooses it. */
export const timeKey = (time: { start: string; channel: Channel; place: { id: string } | null; typeCode: string }): string =>
  [time.start, time.channel, time.place?.id ?? '', time.typeCode].join('|');

export interface ChosenTime {
  start: string;
  channel: Channel;
  placeId: Uuid | null;
  typeCode: string;
}

/** Null for what is no such value. */
export function readTimeKey(text: string): ChosenTime | null {
  const [start = '', channel = '', place = '', typeCode = ''] = text.split('|');
  const found = channels.find((one) => one === channel);
  if (start === '' || found === undefined || typeCode === '') return null;
  return { start, channel: found, placeId: parseUuid(place), typeCode };
}

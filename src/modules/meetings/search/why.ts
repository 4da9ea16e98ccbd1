/**
 * Why there are no times, or few: each wish is let go by itself, and what there would be then is told. Every reason is a code with
 * values; `start` is an instant, `last` and `opens` are days, `language` and `channel` are codes.
 */
import type { Uuid } from '../../../platform/ids/index.ts';
import type { FreeTime, Wanted, Why } from '../free-times.ts';
import { type Crew, crewOf } from '../picture/crew.ts';
import { dateOf } from '../picture/days.ts';
import { closedSpans, openWords } from '../picture/geography.ts';
import { countBits, wordsADay } from '../picture/bits.ts';
import { lastDayOf, type Picture, slotOf } from '../picture/picture.ts';
import { type Option, type Plan, planOf, type Relaxed } from './plan.ts';
import { ownPlan, possible, soonest, timesOf } from './times.ts';

/** `found`: how many times there are all the same. */
export function whyFew(plan: Plan, found: number): Why[] {
  const reasons = found === 0 ? whyNone(plan) : [];
  const isFarther = reasons.some(({ code }) => code === 'language-farther');
  const told = [...reasons, ...(isFarther ? [] : farther(plan)), ...remote(plan), ...later(plan)];
  return told.length > 0 || found > 0 ? told : [{ code: 'nothing', params: { last: lastOf(plan) } }];
}

/** What is missing, of what everyone who meets there needs. */
function whyNone(plan: Plan): Why[] {
  const { wanted } = plan;
  if (wanted.type.channels.every((channel) => !wanted.channels.includes(channel))) return [];
  const { language, interpreter } = wanted;
  const last = lastOf(plan);
  if (plan.crew.officers.length === 0) return nobodySpeaks(plan);
  if (would(plan, { taken: true }) !== null) return [{ code: 'all-taken', params: { last } }, ...interpreterHelps(plan)];
  const room = would(plan, { taken: true, rooms: true });
  if (room !== null) return [{ code: 'no-room', params: { place: room.shown?.name ?? '', last } }];
  const opening = would(plan, { taken: true, opening: true });
  if (opening !== null) return [notOpen(plan, opening)];
  if (interpreter) {
    return would(plan, {}, { interpreter: false }) === null ? [] : [{ code: 'no-interpreter', params: { language, last } }];
  }
  // The nearest place answers nearly always.
  const others = would(plan, { places: 1 }, {}, anyone(plan)) ?? would(plan, {}, {}, anyone(plan));
  return others === null ? [] : notHere(plan);
}

/** In which way there would be a time if something were let go; null when there would be none. */
function would(plan: Plan, relaxed: Relaxed, over: Partial<Wanted> = {}, crew = plan.crew): Option | null {
  // Whom nobody meets there has no ways to look through.
  if (plan.options.length === 0 && crew === plan.crew) return null;
  return possible(planOf(plan.picture, plan.geography.register, { ...plan.wanted, ...over }, crew, relaxed));
}

/** The first time when some wishes are let go; null when there is none. */
function first(plan: Plan, over: Partial<Wanted>): FreeTime | null {
  const wanted = { ...plan.wanted, ...over };
  return timesOf(planOf(plan.picture, plan.geography.register, wanted), 1)[0] ?? null;
}

/** Officers of any language with the competence. */
const anyone = ({ picture, wanted }: Plan): Crew => crewOf(picture, null, wanted.type.competence);

const lastOf = ({ last }: Plan): string => dateOf(last);

const nameOf = ({ place }: FreeTime): string => place?.name ?? '';

function nobodySpeaks(plan: Plan): Why[] {
  const { language, type } = plan.wanted;
  if (anyone(plan).officers.length === 0) {
    return type.competence === null ? [] : [{ code: 'no-competence', params: { last: lastOf(plan) } }];
  }
  return [{ code: 'language-nowhere', params: { language } }, ...interpreterHelps(plan)];
}

/** Others are there, but nobody who speaks the language: where is the nearest, and would an interpreter do? */
function notHere(plan: Plan): Why[] {
  const { language, placeId } = plan.wanted;
  const last = lastOf(plan);
  const nearest = placeId === null && plan.wanted.withinMinutes === null ? null : first(plan, { ...anywhere, prefer: 'nearest' });
  if (nearest === null) return [{ code: 'language-not-here', params: { language, last } }, ...interpreterHelps(plan)];
  return [{ code: 'language-farther', params: { language, last, ...away(nearest) } }, ...interpreterHelps(plan)];
}

const anywhere = { placeId: null, withinMinutes: null } as const;

/** Whoever asks has an origin: the minutes are known. */
const away = (time: FreeTime) => ({ place: nameOf(time), away: time.place!.minutes!, start: time.start });

function interpreterHelps(plan: Plan): Why[] {
  const { language, interpreter } = plan.wanted;
  if (interpreter || language === 'sv') return [];
  const time = first(plan, { interpreter: true });
  return time === null ? [] : [{ code: 'interpreter-helps', params: { language, start: time.start } }];
}

/** The place takes no meetings on any of the days, by the register or because it is closed for a while; when it does next. */
function notOpen({ geography, picture, first: from, last }: Plan, { place, shown }: Option): Why {
  const name = shown?.name ?? '';
  for (let day = last + 1; day <= lastDayOf(picture); day += 1) {
    const at = openWords(geography, place, day);
    for (let word = 0; word < wordsADay; word += 1) {
      if (geography.words[at + word] === 0) continue;
      const code = isClosedIn(picture, shown, from, last) ? 'place-closed' : 'place-opens';
      return { code, params: { place: name, opens: dateOf(day) } };
    }
  }
  return { code: 'place-not-open', params: { place: name } };
}

function isClosedIn({ closures }: Picture, shown: Option['shown'], from: number, last: number): boolean {
  for (let day = from; day <= last; day += 1) {
    if (shown !== null && closedSpans(closures, shown.id, dateOf(day)).length > 0) return true;
  }
  return false;
}

/** Farther away than was asked for, or at another place than was asked for. */
function farther(plan: Plan): Why[] {
  const { placeId, withinMinutes, origin, channels, type } = plan.wanted;
  if (origin === null || (placeId === null && withinMinutes === null)) return [];
  if (!channels.includes('on-site') || !type.channels.includes('on-site')) return [];
  const nearest = first(plan, { ...anywhere, channels: ['on-site'], prefer: 'nearest' });
  if (nearest === null || nearest.place === null) return [];
  const known = plan.options.some((option) => option.shown?.id === nearest.place?.id);
  if (known) return [];
  return placeId === null && withinMinutes !== null
    ? [{ code: 'farther', params: { minutes: withinMinutes, ...away(nearest) } }]
    : [{ code: 'elsewhere', params: away(nearest) }];
}

/** At a distance there is a time sooner, or at all. */
function remote(plan: Plan): Why[] {
  const { channels, type, otherTypes = [] } = plan.wanted;
  if (!channels.includes('on-site') || channels.some((channel) => channel !== 'on-site')) return [];
  for (const other of [type, ...otherTypes]) {
    const distant = other.channels.filter((channel) => channel !== 'on-site');
    if (distant.length === 0) continue;
    const time = first(plan, { type: other, channels: distant, ...anywhere, prefer: 'soonest' });
    if (time !== null) return [{ code: 'remote', params: { channel: time.channel, start: time.start } }];
  }
  return [];
}

/** After the last day there are more. */
function later(plan: Plan): Why[] {
  if (plan.options.length === 0 || plan.last >= lastDayOf(plan.picture)) return [];
  const from = planOf(plan.picture, plan.geography.register, { ...plan.wanted, ignoreWindow: true, until: null }, plan.crew);
  const time = soonest({ ...from, first: plan.last + 1 }, 1)[0];
  if (time === undefined) return [];
  // Whether it is the type's window that ends, or the day that was asked for.
  const code = plan.last < plan.window.lastDay ? 'later-than-asked' : 'window-ends';
  return [{ code, params: { last: lastOf(plan), start: time.start } }];
}

/** The officer of before has no time: away, or everything taken, and when there is one again. */
export function whyNotSame(plan: Plan, officerId: Uuid): Why[] {
  const { picture } = plan;
  const own = ownPlan(plan, officerId);
  const number = picture.officers.numbers.get(officerId);
  if (own === null || number === undefined) return [{ code: 'officer-other', params: {} }];
  if (soonest(own, 1).length > 0) return [];
  const after = later(own)[0];
  const next = after === undefined ? {} : { start: after.params['start']! };
  const code = isThere(plan, number) ? 'officer-full' : 'officer-away';
  return [{ code: after === undefined ? code : `${code}-until`, params: { last: lastOf(plan), ...next } }];
}

/** Whether there is a day on which the officer offers something and is not on leave. */
function isThere({ picture, first: from, last }: Plan, officer: number): boolean {
  const { offered, away } = picture.officers;
  for (let day = from; day <= last; day += 1) {
    if (away[slotOf(day) * offered.rows + officer] === 0 && countBits(offered, slotOf(day), officer) > 0) return true;
  }
  return false;
}

/** A series of meetings: planned time by time, and booked as a whole. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import { h } from 'preact';
import { parsePlainDate, today } from '../../../platform/clock/index.ts';
import { endpoint, type Endpoint } from '../../../platform/http/index.ts';
import { href, type Language, translator } from '../../../platform/i18n/index.ts';
import { parseUuid } from '../../../platform/ids/index.ts';
import { readForm, valueOf, type Values } from '../../../ui/index.ts';
import { bookSeriesOf, wantedOf } from '../book.ts';
import { longestSeries } from '../book-series.ts';
import { channels } from '../kinds.ts';
import type { Meetings } from '../meetings.ts';
import { purposesFor } from '../offer-times.ts';
import { purposeName } from '../pages/booking/words.tsx';
import { SeriesPage, type TypedSeries } from '../pages/sessions/series-page.tsx';
import { planSeries, type SeriesPlan } from '../plan-series.ts';
import { exceptionGrounds } from '../rules/remote-first.ts';
import { meetingStaff } from '../state.ts';
import { latestOfficer } from '../store/latest-officer.ts';
import { listComing } from '../store/meetings.ts';
import { findOfficer } from '../store/officers.ts';
import type { MeetingType } from '../store/types.ts';
import { placesWithOfficers } from '../supply-known.ts';
import { languageOptions } from './booking-book.ts';
import { refusedTime } from './booking-check.ts';
import { type Passage, sendInPassage, type Visit } from './booking-way.ts';
import { cancelSeriesEndpoints } from './series-cancel.ts';
import '../texts.ts';

/** Both sides cancel; staff book. */
export function seriesEndpoints(m: Meetings, passage: Passage): Endpoint[] {
  const ends = cancelSeriesEndpoints(m, passage);
  return passage.url.startsWith('/people/') ? [...ends, ...bookingEnds(m, passage)] : ends;
}

function bookingEnds(m: Meetings, passage: Passage): Endpoint[] {
  const common = { kind: 'page', access: meetingStaff, params: passage.params, url: `${passage.url}/series` } as const;
  return [
    endpoint({
      ...common,
      method: 'GET',
      summary: 'Plan a series of meetings: which of its times are free',
      async handle(request, reply) {
        const visit = await passage.enter(request, reply);
        return visit === null ? reply : showSeries(m, request, reply, visit, readForm(request.query).values, null);
      },
    }),
    endpoint({
      ...common,
      method: 'POST',
      summary: 'Book a series of meetings: the chosen times, all of them or none',
      async handle(request, reply) {
        const visit = await passage.enter(request, reply);
        return visit === null ? reply : book(m, request, reply, visit);
      },
    }),
  ];
}

/** `isAsked`: the form was sent, so what is not filled in is wrong. */
function readSeries(values: Values): TypedSeries & { isAsked: boolean } {
  const one = (name: string): string => valueOf(values, name).trim();
  const isAsked = values['purpose'] !== undefined;
  return {
    isAsked,
    purpose: one('purpose'),
    channel: channels.find((channel) => channel === one('channel')) ?? '',
    place: one('place'),
    start: one('start'),
    time: one('time') === '' && !isAsked ? '09:00' : one('time'),
    every: one('every') === '2' ? '2' : '1',
    count: one('count') === '' && !isAsked ? '4' : one('count'),
    language: /^[a-z]{2,3}$/.test(one('language')) ? one('language') : 'sv',
    interpreter: one('interpreter') === 'yes',
    same: !isAsked || one('same') === 'yes',
    ground: exceptionGrounds.find((ground) => ground === one('ground')) ?? '',
  };
}

/** The type, and what is wrong by field. */
function wrongIn(
  m: Meetings,
  language: Language,
  typed: TypedSeries,
  types: readonly MeetingType[],
): { type: MeetingType | null; wrong: Record<string, string> } {
  const t = translator(language);
  const say = (field: string) => t(`meetings:staffSeries.wrong.${field}`, { most: longestSeries });
  const { channel, place, start, time, count } = typed;
  const type = types.find((one) => channel !== '' && one.channels.includes(channel)) ?? null;
  const isPlace = placesWithOfficers(m).some(({ id }) => id === place);
  const day = parsePlainDate(start);
  const number = Number(count);
  const wrong = {
    ...(types.length === 0 ? { purpose: say('type') } : {}),
    ...(type === null && types.length > 0 ? { channel: say('channel') } : {}),
    ...(channel === 'on-site' && !isPlace ? { place: say('place') } : {}),
    ...(day === null || day < today(m.house.clock) ? { start: say('start') } : {}),
    ...(/^([01]\d|2[0-3]):[0-5]\d$/.test(time) ? {} : { time: say('time') }),
    ...(Number.isInteger(number) && number >= 2 && number <= longestSeries ? {} : { count: say('count') }),
  };
  return { type, wrong };
}

async function planOf(m: Meetings, { personId }: Visit, typed: TypedSeries, type: MeetingType): Promise<SeriesPlan> {
  const { db, clock } = m.house;
  const channel = typed.channel === '' ? 'phone' : typed.channel;
  const placeId = channel === 'on-site' ? parseUuid(typed.place) : null;
  const { language, interpreter } = typed;
  const time = { typeCode: type.code, start: '', channel, placeId, language, interpreter, ignoreWindow: true };
  const wanted = wantedOf(m, time)!;
  const wish = {
    wanted: { ...wanted, channels: [channel] as const },
    first: parsePlainDate(typed.start)!,
    time: typed.time,
    every: typed.every === '2' ? (2 as const) : (1 as const),
    count: Number(typed.count),
    isSame: typed.same,
  };
  const busy = (await listComing(db, personId, clock.now())).filter(({ state }) => state === 'booked');
  return planSeries(m, wish, busy, await latestOfficer(db, personId));
}

async function showSeries(
  m: Meetings,
  request: FastifyRequest,
  reply: FastifyReply,
  visit: Visit,
  values: Values,
  refused: { title: string; text: string } | null,
  picked: ReadonlyMap<number, string> = new Map(),
): Promise<FastifyReply> {
  const { language } = request;
  const { isAsked, ...typed } = readSeries(values);
  const { open } = await purposesFor(m, visit);
  const { type, wrong } = wrongIn(m, language, typed, open.get(typed.purpose) ?? []);
  const errors = isAsked ? wrong : {};
  const isWhole = isAsked && Object.keys(wrong).length === 0 && type !== null;
  const plan = isWhole ? await planOf(m, visit, typed, type) : null;
  const officer = plan === null || plan.officerId === null ? null : await findOfficer(m.house.db, plan.officerId);
  const children = h(SeriesPage, {
    way: visit.way,
    typed,
    wrong: errors,
    purposes: [...open].map(([purpose, types]) => ({ value: purpose, text: purposeName(language, purpose, types) })),
    places: placesWithOfficers(m).map(({ id, name }) => ({ value: id, text: name })),
    languages: languageOptions(language, visit.view),
    plan,
    officerName: officer?.name ?? null,
    picked,
    refused,
    longest: longestSeries,
    today: today(m.house.clock),
    requestId: m.house.newId(),
  });
  const status = refused !== null ? 409 : Object.keys(errors).length > 0 ? 422 : 200;
  const title = translator(language)('meetings:staffSeries.title');
  return sendInPassage(request, reply, visit, { title, children, status, hasErrors: status === 422 });
}

async function book(m: Meetings, request: FastifyRequest, reply: FastifyReply, visit: Visit): Promise<FastifyReply> {
  const { language } = request;
  const { values, requestId } = readForm(request.body);
  const t = translator(language);
  const typed = readSeries(values);
  const picked = new Map(Array.from({ length: longestSeries }, (_, index) => [index, valueOf(values, `pick-${index}`)] as const));
  const starts = [...picked.values()].filter((start) => start !== '').toSorted();
  const again = (refused: { title: string; text: string }) => showSeries(m, request, reply, visit, values, refused, picked);
  const refusedTitle = t('meetings:staffSeries.refused');
  const { open } = await purposesFor(m, visit);
  const { type, wrong } = wrongIn(m, language, typed, open.get(typed.purpose) ?? []);
  if (type === null || Object.keys(wrong).length > 0) return showSeries(m, request, reply, visit, values, null, picked);
  if (starts.length < 2) return again({ title: refusedTitle, text: t('meetings:staffSeries.wrong.few') });
  const asked = {
    personId: visit.personId,
    typeCode: type.code,
    channel: typed.channel === '' ? ('phone' as const) : typed.channel,
    placeId: typed.channel === 'on-site' ? typed.place : null,
    language: typed.language,
    interpreter: typed.interpreter,
    exceptionGround: typed.ground === '' ? null : typed.ground,
    ignoreWindow: true,
    cameBy: 'officer' as const,
    officerId: typed.same ? parseUuid(valueOf(values, 'officer')) : null,
    starts,
  };
  try {
    await bookSeriesOf(m, request.actor, asked, requestId);
    return await reply.redirect(href(language, `${visit.way.base}?done=series-booked`), 303);
  } catch (error) {
    const { title, text } = refusedTime(language, error);
    await m.picture.refresh();
    return again({ title: refusedTitle, text: `${title}. ${text}` });
  }
}

/** A new meeting for several persons: what is asked, the times that are free for it, and the one that is taken. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import { h } from 'preact';
import { z } from 'zod';
import { instantAt, parsePlainDate, type PlainDate, today } from '../../../platform/clock/index.ts';
import { mayRun } from '../../../platform/auth/index.ts';
import { endpoint, type Endpoint } from '../../../platform/http/index.ts';
import { href, type Language, translator } from '../../../platform/i18n/index.ts';
import { parseUuid } from '../../../platform/ids/index.ts';
import { Problem } from '../../../platform/problem/index.ts';
import { readForm, renderPage, sendPage, valueOf, type Values } from '../../../ui/index.ts';
import { openSessionAt, wantedOf } from '../book.ts';
import { findFreeTimes } from '../free-times.ts';
import { channels } from '../kinds.ts';
import type { Meetings } from '../meetings.ts';
import { openSession, requireSize } from '../open-session.ts';
import { NewSessionPage, type NewSessionProps, type TypedSession } from '../pages/sessions/new-session-page.tsx';
import { putMeetingType } from '../put-meeting-type.ts';
import { listOfficers, officerOfAccount } from '../store/officers.ts';
import { listRooms } from '../store/rooms.ts';
import { type MeetingType, typesOn } from '../store/types.ts';
import { placesWithOfficers } from '../supply-known.ts';
import { languageOptions } from './booking-book.ts';
import { reasonsOf, shownParams } from './booking-reasons.ts';
import { refusedTime } from './booking-check.ts';

const mostTimes = 60;
const mostColleagues = 200;

export function newSessionPages(m: Meetings): Endpoint[] {
  const common = { kind: 'page', access: openSession.roles, url: '/sessions/new' } as const;
  return [
    endpoint({
      ...common,
      method: 'GET',
      summary: 'A new meeting for several persons: what, how, and the times that are free for it',
      query: z.record(z.string(), z.unknown()),
      handle: (request, reply) => showNew(m, request, reply, readForm(request.query).values, null),
    }),
    endpoint({
      ...common,
      method: 'POST',
      summary: 'Make a meeting for several persons at a time that is free',
      body: z.unknown(),
      async handle(request, reply) {
        const { values, requestId } = readForm(request.body);
        const typed = readTyped(values);
        const input = { ...askedOf(typed, Number(typed.seats)), start: valueOf(values, 'time') };
        try {
          const { sessionId } = await openSessionAt(m, request.actor, input, requestId);
          return await reply.redirect(`${href(request.language, `/sessions/${sessionId}`)}?done=opened`, 303);
        } catch (error) {
          // What is wrong with the number of seats is said at its field.
          const isSize =
            error instanceof Problem && ['room-too-small', 'video-too-many', 'seats-not-offered'].includes(error.code);
          return showNew(m, request, reply, values, isSize ? null : refusedTime(request.language, error));
        }
      },
    }),
  ];
}

function readTyped(values: Values): TypedSession {
  const one = (name: string): string => valueOf(values, name).trim();
  return {
    type: one('type'),
    channel: channels.find((channel) => channel === one('channel')) ?? '',
    place: one('place'),
    seats: one('seats'),
    language: /^[a-z]{2,3}$/.test(one('language')) ? one('language') : 'sv',
    interpreter: one('interpreter') === 'yes',
    officer: one('officer'),
    room: one('room'),
    from: one('from'),
  };
}

function askedOf({ type, channel, place, language, interpreter, officer, room }: TypedSession, seats: number) {
  const isThere = channel === 'on-site';
  return {
    typeCode: type,
    channel: channel === '' ? ('on-site' as const) : channel,
    placeId: isThere ? parseUuid(place) : null,
    language,
    interpreter,
    seats,
    officerId: parseUuid(officer),
    roomId: isThere ? parseUuid(room) : null,
  };
}

async function showNew(
  m: Meetings,
  request: FastifyRequest,
  reply: FastifyReply,
  values: Values,
  refused: NewSessionProps['refused'],
): Promise<FastifyReply> {
  const { language } = request;
  const { db, clock } = m.house;
  const day = today(clock);
  const types = (await typesOn(db, day)).filter(({ seats }) => seats > 1);
  const typed = readTyped(values);
  const places = placesWithOfficers(m);
  const type = types.find(({ code }) => code === typed.type) ?? null;
  const wrong = values['type'] === undefined ? {} : wrongKind(language, typed, type, places);
  const isKnown = values['type'] !== undefined && Object.keys(wrong).length === 0 && type !== null;
  const more = isKnown ? await moreOf(m, request, typed, type, day) : null;
  const filled = {
    ...typed,
    seats: typed.seats === '' && type !== null ? String(type.seats) : typed.seats,
    from: typed.from || day,
  };
  const sized = isKnown && values['seats'] !== undefined ? await wrongMore(m, request, filled, type, day) : null;
  const errors = { ...wrong, ...sized };
  const isWhole = sized !== null && Object.keys(sized).length === 0;
  const children = h(NewSessionPage, {
    typed: filled,
    wrong: errors,
    types: types.map(({ code, names }) => ({ value: code, text: names[language.slice(0, 2)] ?? names['sv'] ?? code })),
    mayAddTypes: mayRun(request.actor, putMeetingType),
    places: places.map(({ id, name }) => ({ value: id, text: name })),
    more,
    times: isWhole ? await timesFor(m, language, filled) : null,
    refused,
    today: day,
    requestId: m.house.newId(),
  });
  const t = translator(language);
  const page = {
    title: t('meetings:staffSessions.newTitle'),
    breadcrumbs: [{ href: href(language, '/sessions'), text: t('meetings:staffSessions.title') }],
    hasErrors: Object.keys(errors).length > 0,
    children,
  };
  return sendPage(reply, renderPage(request, page), refused !== null ? 409 : page.hasErrors ? 422 : 200);
}

function wrongKind(
  language: Language,
  typed: TypedSession,
  type: MeetingType | null,
  places: readonly { id: string }[],
): Record<string, string> {
  const t = translator(language);
  if (type === null) return { type: t('meetings:staffSessions.wrongType') };
  if (typed.channel === '' || !type.channels.includes(typed.channel))
    return { channel: t('meetings:staffSessions.wrongChannel') };
  const isThere = typed.channel !== 'on-site' || places.some(({ id }) => id === typed.place);
  return isThere ? {} : { place: t('meetings:staffSessions.wrongPlace') };
}

async function wrongMore(
  { house }: Meetings,
  request: FastifyRequest,
  typed: TypedSession,
  type: MeetingType,
  day: PlainDate,
): Promise<Record<string, string>> {
  const t = translator(request.language);
  const seats = Number(typed.seats);
  if (!Number.isInteger(seats) || seats < 1) return { seats: t('meetings:staffSessions.wrongSeats', { seats: type.seats }) };
  if (parsePlainDate(typed.from) === null) return { from: t('meetings:staffSessions.wrongFrom') };
  try {
    await requireSize(house.db, type, { ...askedOf(typed, seats), officers: type.officers }, day);
    return {};
  } catch (error) {
    return { seats: wrongSeats(request, error) };
  }
}

/** Who and which rooms can be chosen: of the place, or at a distance the viewer's colleagues. */
async function moreOf(
  { house }: Meetings,
  { actor, language }: FastifyRequest,
  typed: TypedSession,
  type: MeetingType,
  on: PlainDate,
): Promise<NonNullable<NewSessionProps['more']>> {
  const { db } = house;
  const t = translator(language);
  const own = await officerOfAccount(db, actor.id);
  const near = typed.channel === 'on-site' ? typed.place : own?.homePlaceId;
  const officers =
    near === null || near === undefined ? [] : await listOfficers(db, { on, placeIds: [near] }, { limit: mostColleagues });
  const rooms = typed.channel === 'on-site' ? await listRooms(db, { on, placeIds: [typed.place] }) : [];
  return {
    mostSeats: type.seats,
    languages: languageOptions(language, { languages: [], interpreter: null }),
    officers: [
      ...(own === null ? [] : [{ value: own.id, text: t('meetings:staffSessions.me') }]),
      ...officers.filter(({ id }) => id !== own?.id).map(({ id, name }) => ({ value: id, text: name })),
    ],
    rooms: rooms.map(({ id, name, seats }) => ({ value: id, text: t('meetings:staffSessions.roomSeats', { name, seats }) })),
  };
}

async function timesFor(m: Meetings, language: Language, typed: TypedSession): Promise<NonNullable<NewSessionProps['times']>> {
  const { seats, officerId, roomId, ...asked } = askedOf(typed, Number(typed.seats));
  const officers = { seats, officerId, roomId };
  const wanted = wantedOf(m, { ...asked, start: '', ignoreWindow: true, officers });
  if (wanted === null) return { times: [], why: [] };
  const from = instantAt(parsePlainDate(typed.from)!, '00:00');
  const found = findFreeTimes(m.picture.current(), m.register.current(), { ...wanted, from, count: mostTimes });
  return { times: found.times, why: reasonsOf(language, found.why) };
}

/** Refusals of a number of seats, said at the field. */
const ofTheSeats: readonly string[] = ['seats-in-use', 'room-too-small', 'video-too-many', 'seats-not-offered'];

export function wrongSeats({ language }: Pick<FastifyRequest, 'language'>, error: unknown): string {
  const t = translator(language);
  if (error instanceof Problem && error.code === 'invalid-input') return t('meetings:staffSessions.wrongSeats', { seats: 500 });
  if (!(error instanceof Problem) || !ofTheSeats.includes(error.code)) throw error;
  const params = shownParams(language, error.details.params ?? {});
  if (error.code === 'seats-not-offered') return t('meetings:staffSessions.wrongSeats', params);
  return t(`meetings:problem.${error.code}.text`, params);
}

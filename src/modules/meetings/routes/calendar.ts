/** /calendar: an officer's day or week, live. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import { h } from 'preact';
import { z } from 'zod';
import { hasRole, type Role } from '../../../platform/auth/index.ts';
import { addDays, parsePlainDate, type PlainDate, today, weekday } from '../../../platform/clock/index.ts';
import { endpoint, type Endpoint, openStream } from '../../../platform/http/index.ts';
import { translator } from '../../../platform/i18n/index.ts';
import { parseUuid } from '../../../platform/ids/index.ts';
import { renderPage, sendPage } from '../../../ui/index.ts';
import { calendarOf } from '../calendar.ts';
import type { Meetings } from '../meetings.ts';
import { purposeName } from '../pages/booking/words.tsx';
import { CalendarPage } from '../pages/calendar/calendar-page.tsx';
import { meetingsProblem } from '../problems.ts';
import { findOfficer, listOfficers, type Officer, officerOfAccount } from '../store/officers.ts';
import { typesOn } from '../store/types.ts';
import '../texts.ts';

const readers = ['caseworker', 'protection-officer', 'desk-officer', 'planner'] as const satisfies readonly Role[];
const query = z.object({ view: z.string().optional(), on: z.string().optional(), officer: z.string().optional() });

export function calendarPages(meetings: Meetings): Endpoint[] {
  return [
    endpoint({
      method: 'GET',
      url: '/calendar',
      kind: 'page',
      access: readers,
      summary: 'An officer’s day or week: what is booked, and where they are',
      query,
      handle: (request, reply) => sendCalendar(meetings, request, reply, request.query),
    }),
    endpoint({
      method: 'GET',
      url: '/calendar/events',
      kind: 'page',
      access: readers,
      summary: 'Tells when an officer’s calendar has changed',
      query: z.object({ officer: z.string() }),
      async handle(request, reply) {
        const officer = await askedOfficer(meetings, request, request.query.officer);
        if (officer === null) throw meetingsProblem('officer-unknown');
        const stream = openStream(request, reply);
        const unwatch = meetings.picture.watch((changed) => {
          if (changed === 'all' || changed.includes(officer.id)) stream.send('changed', {});
        });
        await stream.closed;
        unwatch();
        return reply;
      },
    }),
  ];
}

async function askedOfficer({ house }: Meetings, request: FastifyRequest, typed: string | undefined): Promise<Officer | null> {
  if (typed === undefined || typed === '') return officerOfAccount(house.db, request.actor.id);
  const id = parseUuid(typed);
  const found = id === null ? null : await findOfficer(house.db, id);
  if (found === null) throw meetingsProblem('officer-unknown');
  return found;
}

/** Monday of a day's week. */
const monday = (date: PlainDate): PlainDate => addDays(date, 1 - weekday(date));

/** How many colleagues can be chosen from a list; who has more finds them under /supply. */
const colleaguesShown = 200;

async function sendCalendar(
  meetings: Meetings,
  request: FastifyRequest,
  reply: FastifyReply,
  asked: z.output<typeof query>,
): Promise<FastifyReply> {
  const { house, register } = meetings;
  const now = today(house.clock);
  const officer = await askedOfficer(meetings, request, asked.officer);
  const view = asked.view === 'day' ? 'day' : 'week';
  const day = parsePlainDate(asked.on ?? '') ?? now;
  // At the weekend the week that is looked ahead to is the next.
  const on = view === 'week' && day === now && weekday(now) > 5 ? addDays(monday(now), 7) : day;
  const first = view === 'day' ? on : monday(on);
  const shown = view === 'day' ? 1 : 7;
  const all =
    officer === null
      ? []
      : await calendarOf({ house, register: register.current() }, request.actor, officer, { first, days: shown });
  // A weekend on which nothing is booked and nobody works takes no room.
  const days = view === 'day' ? all : all.filter((day, index) => index < 5 || day.entries.length > 0 || day.stretches.length > 0);
  const own = await officerOfAccount(house.db, request.actor.id);
  const near = officer?.homePlaceId ?? own?.homePlaceId ?? null;
  const colleagues =
    hasRole(request.actor, ['planner']) && near === null
      ? await listOfficers(house.db, { on: now }, { limit: colleaguesShown })
      : near === null
        ? []
        : await listOfficers(house.db, { on: now, placeIds: [near] }, { limit: colleaguesShown });
  const { language } = request;
  // The channel is said beside it: what the meeting is for is enough.
  const types = await typesOn(house.db, on);
  const names = types.map(({ code, purpose }) => [code, purposeName(language, purpose, types, code)] as const);
  const step = view === 'day' ? 1 : 7;
  const children = h(CalendarPage, {
    officer:
      officer === null
        ? null
        : { id: officer.id, name: officer.name, isOwn: officer.accountId === request.actor.id, isGenerated: officer.generated },
    officers: colleagues.filter(({ id }) => id !== own?.id).map(({ id, name }) => ({ id, name })),
    view,
    on,
    today: now,
    before: addDays(on, -step),
    after: addDays(on, step),
    days,
    typeNames: new Map(names),
    events: officer === null ? '' : `/calendar/events?officer=${officer.id}`,
  });
  const title = translator(language)('meetings:staffCalendar.title');
  return sendPage(reply, renderPage(request, { title, children, wide: true, scripts: ['calendar.js'] }));
}

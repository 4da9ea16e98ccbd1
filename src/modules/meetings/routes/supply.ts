/** The planner's pages of supply: by place, officers, rooms, interpreters, a place's week, and the types of meeting. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type ComponentChildren, h } from 'preact';
import { z } from 'zod';
import { mayRun, type Role } from '../../../platform/auth/index.ts';
import { addDays, day, type PlainDate, today, weekday } from '../../../platform/clock/index.ts';
import { endpoint, type Endpoint } from '../../../platform/http/index.ts';
import { href, translator } from '../../../platform/i18n/index.ts';
import { parseUuid, type Uuid } from '../../../platform/ids/index.ts';
import { renderPage, sendPage } from '../../../ui/index.ts';
import { networkProblem } from '../../network/index.ts';
import { addRoom } from '../add-room.ts';
import type { Meetings } from '../meetings.ts';
import { officerFor } from '../pages/supply/officer-form.tsx';
import type { Desk } from '../pages/supply/form.tsx';
import { OfficerPage } from '../pages/supply/officer-page.tsx';
import { InterpreterPage, RoomPage } from '../pages/supply/resource-pages.tsx';
import { TypePage, TypesPage } from '../pages/supply/types-page.tsx';
import { WeekBoard } from '../pages/supply/week-board.tsx';
import { meetingsProblem } from '../problems.ts';
import { putMeetingType } from '../put-meeting-type.ts';
import { listAbsences } from '../store/absence.ts';
import { findInterpreter } from '../store/interpreters.ts';
import { findRoom } from '../store/rooms.ts';
import { timetableOf } from '../store/timetable.ts';
import { typeHistory, typesOn } from '../store/types.ts';
import { daysOfOfficers } from '../supply-days.ts';
import { travelBetween } from '../travel-between.ts';
import { weekAt } from '../week-board.ts';
import { supplyDone, supplyForms } from './supply-forms.ts';
import { supplyFiles } from './supply-import.ts';
import { supplyLists } from './supply-lists.ts';
import '../texts.ts';

const planners = ['planner', 'analyst', 'administrator'] as const satisfies readonly Role[];
const withOwn = [...planners, 'caseworker', 'protection-officer'] as const satisfies readonly Role[];
const boardReaders = [...planners, 'caseworker', 'protection-officer', 'desk-officer'] as const satisfies readonly Role[];
const id = z.object({ id: z.uuid() });
const query = z.object({ done: z.string().optional() });

/** What was done, if it is one of ours: an address cannot make a page say anything else. */
const doneOf = (done: string | undefined): string | null => (done !== undefined && supplyDone.includes(done) ? done : null);

export function supplyPages(meetings: Meetings): Endpoint[] {
  return [
    ...supplyLists(meetings),
    ...resourcePages(meetings),
    ...boardPages(meetings),
    ...typePages(meetings),
    ...supplyForms(meetings),
    ...supplyFiles(meetings),
  ];
}

const deskOf = (meetings: Meetings, request: FastifyRequest): Desk => ({
  meetings,
  actor: request.actor,
  today: today(meetings.house.clock),
});

/** The Monday of the week that a day is in; of the next one at the weekend. */
const mondayOf = (on: PlainDate): PlainDate => addDays(on, weekday(on) > 5 ? 8 - weekday(on) : 1 - weekday(on));

interface Shown {
  title: string;
  children: ComponentChildren;
  /** Path and text key of the pages above. */
  above: readonly (readonly [string, string])[];
  wide?: boolean;
}

function send(request: FastifyRequest, reply: FastifyReply, { title, children, above, wide }: Shown) {
  const t = translator(request.language);
  const breadcrumbs = above.map(([path, key]) => ({ href: href(request.language, path), text: t(key) }));
  return sendPage(reply, renderPage(request, { title, children, breadcrumbs, wide: wide ?? false }));
}

const supply = ['/supply', 'meetings:staffSupply.title'] as const;

function resourcePages(meetings: Meetings): Endpoint[] {
  const { house, register } = meetings;
  const page = { method: 'GET', kind: 'page', params: id, query } as const;
  const absencesOf = (resourceId: string) => listAbsences(house.db, resourceId, house.clock.now());
  return [
    endpoint({
      ...page,
      url: '/supply/officers/:id',
      access: withOwn,
      summary: 'One officer: when and where',
      async handle(request, reply) {
        const desk = deskOf(meetings, request);
        const officer = await officerFor(desk, request.params.id);
        const monday = mondayOf(desk.today);
        const travel = travelBetween(register.current());
        const { homePlaceId } = officer;
        const children = h(OfficerPage, {
          desk,
          officer,
          timetable: await timetableOf(house.db, officer.id),
          absences: await absencesOf(officer.id),
          days: (await daysOfOfficers(meetings, [officer], monday, 28)).get(officer.id)!,
          travel: (placeId) => (homePlaceId === null ? null : travel(homePlaceId, placeId as Uuid)),
          done: doneOf(request.query.done),
        });
        const above = [supply, ['/supply/officers', 'meetings:staffSupply.officers.title']] as const;
        return send(request, reply, { title: officer.name, children, above, wide: true });
      },
    }),
    endpoint({
      ...page,
      url: '/supply/rooms/:id',
      access: planners,
      summary: 'One room',
      async handle(request, reply) {
        const room = await findRoom(house.db, request.params.id);
        if (room === null) throw meetingsProblem('room-unknown');
        const props = { desk: deskOf(meetings, request), absences: await absencesOf(room.id), done: doneOf(request.query.done) };
        const above = [supply, ['/supply/rooms', 'meetings:staffSupply.rooms.title']] as const;
        return send(request, reply, { title: room.name, children: h(RoomPage, { ...props, room }), above });
      },
    }),
    endpoint({
      ...page,
      url: '/supply/interpreters/:id',
      access: planners,
      summary: 'One interpreter',
      async handle(request, reply) {
        const interpreter = await findInterpreter(house.db, request.params.id);
        if (interpreter === null) throw meetingsProblem('interpreter-unknown');
        const props = {
          desk: deskOf(meetings, request),
          absences: await absencesOf(interpreter.id),
          done: doneOf(request.query.done),
        };
        const above = [supply, ['/supply/interpreters', 'meetings:staffSupply.interpreters.title']] as const;
        const children = h(InterpreterPage, { ...props, interpreter });
        return send(request, reply, { title: interpreter.name, children, above });
      },
    }),
  ];
}

function boardPages(meetings: Meetings): Endpoint[] {
  return [
    endpoint({
      method: 'GET',
      kind: 'page',
      url: '/places/:place/week',
      access: boardReaders,
      summary: 'A place’s week: who is there when, and which rooms are taken',
      params: z.object({ place: z.string().max(40) }),
      query: query.extend({ on: z.preprocess((text) => (text === '' ? undefined : text), day.optional()) }),
      async handle(request, reply) {
        const placeId = parseUuid(request.params.place);
        const board =
          placeId === null ? null : await weekAt(meetings, placeId, request.query.on ?? mondayOf(today(meetings.house.clock)));
        if (board === null) throw networkProblem('place-unknown');
        const mayOpen = mayRun(request.actor, addRoom);
        const children = h(WeekBoard, {
          ...board,
          today: mondayOf(today(meetings.house.clock)),
          mayOpen,
          done: doneOf(request.query.done),
        });
        const above = mayOpen ? [supply] : [];
        return send(request, reply, { title: board.place.name, children, above, wide: true });
      },
    }),
  ];
}

function typePages(meetings: Meetings): Endpoint[] {
  const { house } = meetings;
  const page = { method: 'GET', kind: 'page', access: planners } as const;
  return [
    endpoint({
      ...page,
      url: '/meeting-types',
      summary: 'The types of meeting',
      async handle(request, reply) {
        const types = await typesOn(house.db, today(house.clock));
        const children = h(TypesPage, { types, mayChange: mayRun(request.actor, putMeetingType) });
        const title = translator(request.language)('meetings:staffSupply.types.title');
        return send(request, reply, { title, children, above: [supply] });
      },
    }),
    endpoint({
      ...page,
      url: '/meeting-types/:id',
      summary: 'One type of meeting, with what it was and will be',
      params: z.object({ id: z.string().max(40) }),
      query,
      async handle(request, reply) {
        const history = await typeHistory(house.db, request.params.id);
        const [latest] = history;
        if (latest === undefined) throw meetingsProblem('type-unknown');
        const children = h(TypePage, {
          history,
          on: today(house.clock),
          mayChange: mayRun(request.actor, putMeetingType),
          done: doneOf(request.query.done),
        });
        const above = [supply, ['/meeting-types', 'meetings:staffSupply.types.title']] as const;
        return send(request, reply, { title: latest.names['sv'] ?? latest.code, children, above });
      },
    }),
  ];
}

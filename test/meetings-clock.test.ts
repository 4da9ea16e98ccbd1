/**
 * The days on which clocks go wrong, through the front door: found, chosen, held, confirmed, shown and put into a calendar at the same
 * hour on the wall. Read by a parser that is not ours (ical.js).
 */
import ICAL from 'ical.js';
import { describe, expect, it } from 'vitest';
import { newOfficer, placeByCode } from '../src/modules/meetings/fixtures.ts';
import type { SignedIn } from '../src/platform/auth/index.ts';
import { instant } from '../src/platform/clock/index.ts';
import { bookingJobseeker } from './booked.ts';
import { testHouse } from './database.ts';
import { type Client, clientOf, textOf } from './planner-client.ts';
import { testService } from './service.ts';

interface Turn {
  name: string;
  /** When it is booked. */
  now: string;
  /** Days that can be booked then, each with the instant of nine in the morning in Sweden and how the page says the day. */
  days: readonly { date: string; nine: string; says: string }[];
  /** Times that are asked for all the same, and that nobody is met at. */
  never: readonly string[];
}

const turns: readonly Turn[] = [
  {
    name: 'the change to summer time, 2020-03-29',
    now: '2020-03-24T08:00:00Z',
    days: [
      { date: '2020-03-27', nine: '2020-03-27T08:00:00Z', says: 'fredag 27 mars 2020' },
      { date: '2020-03-30', nine: '2020-03-30T07:00:00Z', says: 'måndag 30 mars 2020' },
    ],
    // The last is of the hour that is not there.
    never: ['2020-03-29T09:00:00+02:00', '2020-03-29T09:00:00+01:00', '2020-03-29T02:30:00+01:00'],
  },
  {
    name: 'the change to winter time, 2020-10-25',
    now: '2020-10-20T08:00:00Z',
    days: [
      { date: '2020-10-23', nine: '2020-10-23T07:00:00Z', says: 'fredag 23 oktober 2020' },
      { date: '2020-10-26', nine: '2020-10-26T08:00:00Z', says: 'måndag 26 oktober 2020' },
    ],
    // The last two are the hour that comes twice.
    never: ['2020-10-25T09:00:00+01:00', '2020-10-25T02:30:00+02:00', '2020-10-25T02:30:00+01:00'],
  },
  {
    name: 'the leap day, 2024-02-29',
    now: '2024-02-22T08:00:00Z',
    days: [
      { date: '2024-02-29', nine: '2024-02-29T08:00:00Z', says: 'torsdag 29 februari 2024' },
      { date: '2024-03-01', nine: '2024-03-01T08:00:00Z', says: 'fredag 1 mars 2024' },
    ],
    never: ['2023-02-29T09:00:00+01:00', '2024-02-30T09:00:00+01:00'],
  },
  {
    name: 'the end of the year, 2020 to 2021',
    now: '2020-12-23T08:00:00Z',
    days: [
      { date: '2020-12-30', nine: '2020-12-30T08:00:00Z', says: 'onsdag 30 december 2020' },
      { date: '2021-01-04', nine: '2021-01-04T08:00:00Z', says: 'måndag 4 januari 2021' },
    ],
    // New Year's Eve is as a holiday (1930:173).
    never: ['2020-12-31T09:00:00+01:00', '2021-01-01T09:00:00+01:00', '2020-12-31T23:30:00-01:00'],
  },
];

const wishes = { purpose: 'first-planning', language: 'sv', channel: 'video' };

/** The instants that the page offers from a day on. */
async function offered(as: Client, date: string): Promise<string[]> {
  const { html } = await as.get(`/my/meetings/times?${new URLSearchParams({ ...wishes, from: date })}`);
  return [...html.matchAll(/name="time" value="([^"|]+)\|[^"]*"/g)].map(([, start]) => start!);
}

async function book(as: Client, start: string): Promise<string> {
  const held = await as.post('/my/meetings/hold', { ...wishes, time: `${start}|video||21` });
  expect(held.status, textOf(held)).toBe(303);
  const done = await as.post(held.location.split('?')[0]!, { ...wishes, next: 'confirm' });
  expect(done.status, textOf(done)).toBe(303);
  return done.location.split('?')[0]!;
}

describe.each(turns)('$name', async ({ now, days, never }) => {
  const house = await testHouse('country', now);
  const umea = await placeByCode(house.db, '2480');
  for (let index = 0; index < 3; index += 1) await newOfficer(house, { homePlaceId: umea });
  const { server } = await testService(house);
  const enter = async (name: string): Promise<{ as: Client; headers: SignedIn['headers'] }> => {
    const { headers, actor } = await bookingJobseeker(house, name, undefined, now.slice(0, 10));
    const session = headers as SignedIn['headers'];
    return { as: clientOf(server, { actor, headers: session, csrf: session['x-csrf-token'] }), headers: session };
  };

  it.each(days)(
    'nine on $date is nine on the page, in the receipt, in the calendar and in the API',
    async ({ date, nine, says }) => {
      const { as, headers } = await enter(`Urverk ${date}`);
      const start = instant(nine);
      const times = await offered(as, date);
      expect(times[0]).toBe(start);
      // The whole day is there: from nine to four by half hours, but for the hour of lunch.
      expect(times.filter((one) => one.startsWith(date))).toHaveLength(12);
      const path = await book(as, start);
      const receipt = textOf(await as.get(path)).replaceAll('\u2060', '');
      expect(receipt).toContain(`${says} kl. 09:00–09:30`);
      const file = await server.inject({ url: `${path}/calendar.ics`, headers: { accept: 'text/html', ...headers } });
      const calendar = new ICAL.Component(ICAL.parse(file.body) as unknown[]);
      const event = new ICAL.Event(calendar.getFirstSubcomponent('vevent')!);
      expect(instant(event.startDate.toJSDate().toISOString())).toBe(start);
      expect(event.duration.toSeconds()).toBe(1800);
      const listed = await server.inject({ url: '/v1/meetings', headers: { accept: 'application/json', ...headers } });
      expect(listed.json()).toMatchObject({ items: [{ start, state: 'booked' }] });
    },
  );

  it('moves from one side to the other and is still at nine', async () => {
    const [before, after] = days;
    const { headers } = await enter('Flytt');
    const ask = async (method: 'POST' | 'PATCH', url: string, at: string) => {
      const payload = { typeCode: '21', channel: 'video', start: at };
      const answer = await server.inject({ method, url, headers: { accept: 'application/json', ...headers }, payload });
      return answer.json<{ id: string; start: string; end: string }>();
    };
    const { id } = await ask('POST', '/v1/meetings', before!.nine);
    const moved = await ask('PATCH', `/v1/meetings/${id}`, after!.nine);
    expect([moved.id, moved.start]).toEqual([id, instant(after!.nine)]);
    expect(Date.parse(moved.end) - Date.parse(moved.start)).toBe(1_800_000);
  });

  it.each(never)('nobody is met at %s', async (start) => {
    const { headers } = await enter('Aldrig');
    const answer = await server.inject({
      method: 'POST',
      url: '/v1/meetings',
      headers: { accept: 'application/json', ...headers },
      payload: { typeCode: '21', channel: 'video', start },
    });
    expect(answer.statusCode, answer.body).toBe(422);
    expect(answer.json()).toMatchObject({ code: expect.any(String) as string });
  });
});

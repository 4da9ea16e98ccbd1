import { afterAll, describe, expect, it } from 'vitest';
import { testHouse } from '../../../test/database.ts';
import { type Instant, instant, localTime, plainDate as day } from '../../platform/clock/index.ts';
import type { Uuid } from '../../platform/ids/index.ts';
import { openRegister } from '../network/index.ts';
import { placeByCode } from './fixtures.ts';
import { candidatesAt, findFreeTimes, type FreeTime, type Wanted } from './free-times.ts';
import { addInterpreter, addOfficer, addRoom, occupy, officeHours } from './picture/fixtures.ts';
import { openPicture } from './picture/index.ts';
import { typesOn } from './store/types.ts';

// A Friday; the third working day after it is Wednesday the 19th.
const house = await testHouse('country', '2020-02-14T11:00:00Z');
const live = await openRegister({ db: house.db, url: house.url, clock: house.clock }, () => undefined);
const register = live.current();
const [umea, lycksele, skelleftea, stockholm] = await Promise.all(
  ['2480', '2481', '2482', '0180'].map((code) => placeByCode(house.db, code)),
);
const officers = {
  umea: await addOfficer(house, { home: umea!, away: [{ placeId: lycksele!, weekday: 4 }] }),
  second: await addOfficer(house, { home: umea!, role: 'in-depth-officer', competences: ['in-depth'] }),
  arabic: await addOfficer(house, {
    home: umea!,
    languages: ['sv', 'ar'],
    weekly: { ...officeHours, mon: [], tue: [], wed: [] },
  }),
  skelleftea: await addOfficer(house, { home: skelleftea! }),
  stockholm: await addOfficer(house, { home: stockholm!, languages: ['sv', 'fi'] }),
};
for (const place of [umea, lycksele, stockholm]) await addRoom(house, place!, place === umea ? 'yes' : 'unknown');
await addInterpreter(house, 'so', ['phone', 'video']);
await addInterpreter(house, 'ti', ['on-site'], '2480');
const picture = await openPicture({ db: house.db, url: house.url, clock: house.clock, register: live }, () => undefined);
afterAll(async () => {
  await picture.close();
  await live.close();
});
const types = new Map((await typesOn(house.db, day('2020-02-14'))).map((type) => [type.code, type]));
const [remote, onSite] = [types.get('21')!, types.get('31')!];

const wanted = (over: Partial<Wanted>): Wanted => ({
  type: onSite,
  today: day('2020-02-14'),
  now: instant('2020-02-14T11:00:00Z'),
  from: null,
  until: null,
  channels: ['on-site'],
  origin: register.findOrigin('municipality', '2480')!,
  withinMinutes: 60,
  placeId: null,
  language: 'sv',
  interpreter: false,
  prefer: 'soonest',
  officerId: null,
  count: 5,
  ...over,
});
const find = (over: Partial<Wanted>) => findFreeTimes(picture.current(), register, wanted(over));
const from = (municipality: string) => register.findOrigin('municipality', municipality)!;
const shown = (times: readonly FreeTime[]): string[] =>
  times.map(({ start, end, channel, place }) => {
    const [a, b] = [localTime(start), localTime(end)];
    return `${a.date} ${a.time}-${b.time} ${channel}${place === null ? '' : ` ${place.municipality}`}`;
  });
const codes = (over: Partial<Wanted>) => find(over).why.map(({ code }) => code);
const why = (over: Partial<Wanted>, code: string) => find(over).why.find((one) => one.code === code)?.params;
const at = (start: string, placeId: Uuid | null = null) => ({
  start: start as Instant,
  channel: placeId === null ? ('video' as const) : ('on-site' as const),
  placeId,
});
const who = (over: Partial<Wanted>, time: ReturnType<typeof at>, max = 9) =>
  candidatesAt(picture.current(), register, wanted(over), time, max);

describe('free times', () => {
  it('are on site where officer and room are, from the first day of the window, on the half hour, not at lunch', () => {
    const { times, window, why: reasons } = find({ count: 9 });
    expect(window).toEqual({ first: '2020-02-19', last: '2020-03-06' });
    expect(shown(times)).toEqual([
      '2020-02-19 09:00-10:00 on-site Umeå',
      '2020-02-19 09:30-10:30 on-site Umeå',
      '2020-02-19 10:00-11:00 on-site Umeå',
      '2020-02-19 12:00-13:00 on-site Umeå',
      '2020-02-19 12:30-13:30 on-site Umeå',
      '2020-02-19 13:00-14:00 on-site Umeå',
      '2020-02-19 13:30-14:30 on-site Umeå',
      '2020-02-19 14:00-15:00 on-site Umeå',
      '2020-02-19 14:30-15:30 on-site Umeå',
    ]);
    expect(reasons).toEqual([]);
    expect(times[0]).toMatchObject({ typeCode: '31', officerRole: 'planning-officer', language: 'sv', interpreter: false });
    expect(times[0]!.place).toMatchObject({ municipalityCode: '2480', source: 'estimate' });
  });

  it('name a start at a place once, however many officers could hold it, and no officer', () => {
    const { times } = find({ type: remote, channels: ['video', 'phone'], count: 4 });
    expect(shown(times)).toEqual([
      '2020-02-19 09:00-09:30 video',
      '2020-02-19 09:00-09:30 phone',
      '2020-02-19 09:30-10:00 video',
      '2020-02-19 09:30-10:00 phone',
    ]);
    expect(JSON.stringify(times)).not.toContain(officers.umea);
  });

  it('are there on the days when someone travels there, between the journeys', () => {
    const { times } = find({ origin: from('2481'), withinMinutes: 30, count: 3 });
    expect(shown(times)[0]).toMatch(/^2020-02-20 (09:30|10:00)-1\d:[03]0 on-site Lycksele$/);
    expect(times.every((one) => localTime(one.start).date === '2020-02-20')).toBe(true);
  });

  it('come the nearest first when that is preferred', () => {
    const found = find({ origin: from('2418'), withinMinutes: null, prefer: 'nearest', count: 200 }).times.map(
      (one) => one.place!.minutes!,
    );
    expect(found).toEqual(found.toSorted((a, b) => a - b));
    expect(new Set(found).size).toBeGreaterThan(1);
  });

  it('come by day among those equally near, in whichever channel', () => {
    const { times } = find({ prefer: 'nearest', channels: ['phone', 'video'], type: remote, count: 60 });
    expect(new Set(times.map(({ channel }) => channel)).size).toBe(2);
    expect(times.map(({ start }) => start)).toEqual(times.map(({ start }) => start).toSorted());
  });

  it('come with the officer of before first when that is preferred, then with others', () => {
    const { times } = find({ prefer: 'same-officer', officerId: officers.arabic, count: 90 });
    expect(localTime(times[0]!.start).date).toBe('2020-02-20');
    expect(shown(times)).toContain('2020-02-19 09:00-10:00 on-site Umeå');
    expect(new Set(shown(times)).size).toBe(times.length);
  });

  it('begin no sooner than was asked for, on that day too, and end with the day that was asked for', () => {
    const { times } = find({ from: instant('2020-02-19T12:10:00Z'), until: day('2020-02-19'), count: 50 });
    expect(shown(times).map((one) => one.slice(11, 16))).toEqual(['13:30', '14:00', '14:30', '15:00']);
  });

  it('have a room without steps, or in a place that was asked for, when that is wished', () => {
    expect(find({ stepFree: true }).times[0]!.place!.municipality).toBe('Umeå');
    expect(find({ stepFree: true, placeId: stockholm! }).times).toEqual([]);
    expect(find({ placeId: stockholm!, withinMinutes: null }).times[0]!.place!.municipality).toBe('Stockholm');
  });

  it('have an interpreter of the language in the channel, on site within the interpreter’s reach', () => {
    expect(find({ language: 'so', interpreter: true, type: remote, channels: ['video'] }).times).toHaveLength(5);
    expect(find({ language: 'so', interpreter: true }).times).toEqual([]);
    expect(find({ language: 'ti', interpreter: true }).times[0]).toMatchObject({ interpreter: true, language: 'ti' });
    expect(find({ language: 'ti', interpreter: true, origin: from('0180') }).times).toEqual([]);
  });

  it('have an officer with the competence of the type', () => {
    const inDepth = { ...onSite, competence: 'in-depth' };
    expect(find({ type: inDepth }).times[0]!.officerRole).toBe('in-depth-officer');
    expect(codes({ type: { ...onSite, competence: 'unheard-of' } })).toEqual(['no-competence']);
  });

  it('need two officers at once where the type does', () => {
    const two = { ...onSite, officers: 2 };
    expect(find({ type: two }).times.length).toBeGreaterThan(0);
    expect(find({ type: two, placeId: stockholm!, withinMinutes: null }).times).toEqual([]);
    const [first] = who({ type: two }, at('2020-02-19T08:00:00.000Z', umea));
    expect(first!.officerIds.toSorted()).toEqual([officers.umea, officers.second].toSorted());
  });
});

describe('who can hold a meeting', () => {
  it('are those who are free then, with room, and the versions by which it was found', () => {
    const found = who({}, at('2020-02-19T08:00:00.000Z', umea));
    expect(found.map(({ officerIds }) => officerIds[0]).toSorted()).toEqual([officers.umea, officers.second].toSorted());
    expect(Object.keys(found[0]!.versions).toSorted()).toEqual([...found[0]!.officerIds, found[0]!.roomId!].toSorted());
    expect(Object.values(found[0]!.versions)).toEqual([1, 1]);
  });

  it('take turns when their days are alike', () => {
    const first = Array.from({ length: 20 }, () => who({}, at('2020-02-19T08:00:00.000Z', umea), 1)[0]!.officerIds[0]);
    expect(new Set(first).size).toBe(2);
  });

  it('begin with who has most room that day, and before all with the officer of before', async () => {
    await occupy(house, [officers.second], { start: '2020-02-21T08:00:00Z', end: '2020-02-21T10:00:00Z' });
    await picture.refresh();
    const time = at('2020-02-21T12:00:00.000Z', umea);
    for (let tries = 0; tries < 5; tries += 1) expect(who({}, time).at(-1)!.officerIds).toEqual([officers.second]);
    expect(who({ officerId: officers.second }, time)[0]!.officerIds).toEqual([officers.second]);
  });

  it('are nobody at a time at which no meeting can begin', () => {
    for (const start of [
      '2020-02-19T08:15:00.000Z',
      '2020-02-19T08:07:00.000Z',
      '2020-02-19T10:00:00.000Z',
      '2020-02-19T15:30:00.000Z',
      '2020-02-22T09:00:00.000Z',
      '2021-02-22T09:00:00.000Z',
    ]) {
      expect(who({}, at(start, umea)), start).toEqual([]);
    }
  });
});

describe('why there are none, or few', () => {
  it('is that nobody with the language is near, and where the nearest is', () => {
    const over = { language: 'ar', origin: from('2481') };
    expect(find(over).times).toEqual([]);
    expect(why(over, 'language-farther')).toMatchObject({
      language: 'ar',
      last: '2020-03-06',
      start: '2020-02-20T08:00:00.000Z',
    });
    expect(why(over, 'language-farther')!['away']).toBeGreaterThan(60);
  });

  it('is that nobody speaks the language, and whether an interpreter would do', () => {
    expect(codes({ language: 'so' })).toEqual(['language-nowhere']);
    expect(codes({ language: 'so', type: remote, channels: ['phone'] })).toEqual(['language-nowhere', 'interpreter-helps']);
    expect(why({ language: 'so', type: remote, channels: ['phone'] }, 'interpreter-helps')).toEqual({
      language: 'so',
      start: '2020-02-19T08:00:00.000Z',
    });
  });

  it('is that there is no interpreter', () => {
    expect(codes({ language: 'so', interpreter: true })).toContain('no-interpreter');
  });

  it('is that nothing is so near, and how far the nearest is', () => {
    const over = { origin: from('2481'), withinMinutes: 20, from: instant('2020-02-21T00:00:00Z'), until: day('2020-02-24') };
    expect(find(over).times).toEqual([]);
    expect(why(over, 'farther')).toMatchObject({ minutes: 20 });
  });

  it('is that the place has no room', () => {
    expect(why({ placeId: skelleftea!, withinMinutes: null }, 'no-room')).toMatchObject({ last: '2020-03-06' });
    expect(why({ placeId: skelleftea!, withinMinutes: null, origin: from('2482') }, 'elsewhere')!['away']).toBeGreaterThan(0);
  });

  it('is that it would be possible at a distance', () => {
    const over = { origin: from('1980'), otherTypes: [remote] };
    expect(why(over, 'remote')).toEqual({ channel: 'video', start: '2020-02-19T08:00:00.000Z' });
    expect(codes({ origin: from('1980') })).not.toContain('remote');
  });

  it('is that the window ends, or the day that was asked for, and what comes after', () => {
    const few = { until: day('2020-02-18') };
    expect(codes(few)).toContain('later-than-asked');
    expect(why(few, 'later-than-asked')).toEqual({ last: '2020-02-18', start: '2020-02-19T08:00:00.000Z' });
    expect(why({ count: 500 }, 'window-ends')).toEqual({ last: '2020-03-06', start: '2020-03-09T08:00:00.000Z' });
  });

  it('is that everything is booked', async () => {
    await occupy(house, [officers.stockholm], { start: '2020-02-17T07:00:00Z', end: '2020-03-06T16:00:00Z' });
    await picture.refresh();
    expect(codes({ placeId: stockholm!, withinMinutes: null, origin: null })).toEqual(['all-taken', 'window-ends']);
  });

  it('is that the officer of before is away, full, or cannot hold it', async () => {
    const asked = { prefer: 'same-officer', officerId: officers.stockholm, type: remote, channels: ['video'] } as const;
    expect(why(asked, 'officer-full-until')).toEqual({ last: '2020-03-06', start: '2020-03-09T08:00:00.000Z' });
    await occupy(house, [officers.umea], { start: '2020-02-17T00:00:00Z', end: '2020-03-14T00:00:00Z', why: 'leave' });
    await picture.refresh();
    expect(why({ ...asked, officerId: officers.umea }, 'officer-away-until')).toEqual({
      last: '2020-03-06',
      start: '2020-03-16T08:00:00.000Z',
    });
    expect(codes({ ...asked, officerId: officers.umea, language: 'fi' })).toContain('officer-other');
  });
});

describe('the days on which the clock is changed', () => {
  it('have their meetings at nine by the clock', () => {
    for (const [today, first] of [
      ['2020-03-24', '2020-03-27T08:00:00.000Z'],
      ['2020-03-25', '2020-03-30T07:00:00.000Z'],
    ] as const) {
      const { times } = find({
        today: day(today),
        now: instant(`${today}T11:00:00Z`),
        type: remote,
        channels: ['phone'],
        count: 1,
      });
      expect(times[0]!.start).toBe(first);
    }
  });
});

/** The answer that everything stands on: the same worked out by hand, and the fast way held against the plain one. */
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { testHouse } from '../../../test/database.ts';
import { addDays, plainDate } from '../../platform/clock/index.ts';
import { findHelp, findHelpJson } from './find-help.ts';
import { helpAnswer } from './help-answer.ts';
import { openRegister } from './register.ts';
import { municipalitiesOn } from './municipalities-on.ts';

const house = await testHouse('country');
const live = await openRegister({ db: house.db, url: house.url, clock: house.clock }, () => undefined);
afterAll(() => live.close());
const register = live.current();
const origin = (code: string) => register.findOrigin('municipality', code)!;
const help = (code: string, on: string) => findHelp(register, origin(code), plainDate(on));

describe('find help', () => {
  it('gives on every day what was worked out for that day alone, as an object and as JSON', () => {
    const any = fc.record({
      origin: fc.constantFrom(...register.origins),
      day: fc.integer({ min: 0, max: 1200 }).map((days) => addDays(plainDate('2019-01-01'), days)),
    });
    fc.assert(
      fc.property(any, ({ origin: from, day }) => {
        const answer = findHelp(register, from, day);
        const { json, bytes } = findHelpJson(register, from, day);
        expect(JSON.parse(json)).toEqual(answer);
        expect(bytes).toBe(Buffer.byteLength(json));
        // A register that remembers nothing works the same day out from the beginning.
        expect(findHelp({ ...register }, from, day)).toEqual(answer);
        helpAnswer.parse(answer);
      }),
      { numRuns: 300 },
    );
  });

  it('agrees with the database on the state of all 290, on many days', async () => {
    for (const on of ['2019-01-01', '2019-10-01', '2020-02-14', '2020-06-15', '2020-12-30', '2020-12-31'].map(plainDate)) {
      for (const { code, state } of await municipalitiesOn(house.db, on))
        expect([code, on, help(code, on).state]).toEqual([code, on, state]);
    }
  });

  it('lists the nearest first, with what each offers, and says how far is within reach', () => {
    for (const { code } of register.municipalities.values()) {
      const { bookedMeeting, dropIn, maxMinutes } = help(code, '2020-12-31');
      expect(bookedMeeting).toHaveLength(3);
      for (const list of [bookedMeeting, dropIn]) {
        expect(list.map((one) => one.minutes)).toEqual(list.map((one) => one.minutes).toSorted((a, b) => a - b));
        for (const one of list) expect(one.withinReach).toBe(one.minutes <= maxMinutes);
      }
    }
  });

  it('tells Dorotea that its office is gone and where a meeting can be had instead', () => {
    expect(help('2425', '2019-06-01')).toMatchObject({ state: 'staffed_office', why: { code: 'staffed' } });
    const after = help('2425', '2020-12-31');
    expect(after.why.since).toMatch(/^20(19|20)-/);
    expect(after.remote.map((one) => one.channel)).toEqual(['phone', 'chat', 'video', 'web']);
  });

  it('sends Gotland nowhere by a road that is not there', () => {
    const elsewhere = help('0980', '2020-12-31').bookedMeeting.filter((one) => one.municipalityCode !== '0980');
    for (const one of elsewhere) expect(one.minutes).toBeGreaterThan(120);
  });

  it('knows the hours in Skellefteå during the pilot, by the weekday', () => {
    const on = (day: string) => help('2482', day).dropIn.find((one) => one.municipalityCode === '2482')?.hours;
    expect(on('2020-02-14')).toEqual([['10:00', '16:00']]);
    expect(on('2020-02-15')).toEqual([]);
  });
});

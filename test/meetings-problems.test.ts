/** Every refusal of meetings has a code, words in the client's language and what to do; those of bad input each their own. */
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { meetingsProblem } from '../src/modules/meetings/index.ts';
import { newOfficer, newRoom, placeByCode } from '../src/modules/meetings/fixtures.ts';
import { jobseeker as signedIn } from '../src/modules/people/fixtures.ts';
import { type Language, translator } from '../src/platform/i18n/index.ts';
import { bookingJobseeker } from './booked.ts';
import { testHouse } from './database.ts';
import { testService } from './service.ts';

const house = await testHouse('country', '2020-03-02T08:00:00Z');
const lycksele = await placeByCode(house.db, '2481');
for (let index = 0; index < 10; index += 1) await newOfficer(house, { homePlaceId: lycksele });
await newRoom(house, lycksele);
const { server } = await testService(house);

interface Ask {
  method?: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  url?: string;
  body?: object;
  key?: string;
}
async function ask({ headers }: { headers: object }, { method = 'POST', url = '/v1/meetings', body, key }: Ask, language = '') {
  const answer = await server.inject({
    method,
    url,
    headers: {
      accept: 'application/json',
      ...(language === '' ? {} : { 'accept-language': language }),
      ...(headers as Record<string, string>),
      ...(key === undefined ? {} : { 'idempotency-key': key }),
    },
    ...(body === undefined ? {} : { payload: body }),
  });
  return {
    status: answer.statusCode,
    language: answer.headers['content-language'],
    body: answer.json<Record<string, unknown>>(),
  };
}
const nine = '2020-03-05T09:00:00+01:00';
const booking = (over: object = {}) => ({ typeCode: '21', start: nine, channel: 'video', ...over });

/** Each makes what it needs, as someone of their own. */
const badInput: Record<string, (name: string) => Promise<[{ headers: object }, Ask, number, string]>> = {
  'a time that has been': async (name) => [
    await bookingJobseeker(house, name),
    { body: booking({ start: '2020-02-20T09:00:00+01:00' }) },
    422,
    'time-past',
  ],
  'a day outside the window': async (name) => [
    await bookingJobseeker(house, name),
    { body: booking({ start: '2020-04-20T09:00:00+02:00' }) },
    422,
    'time-outside-window',
  ],
  'a type that is not there': async (name) => [
    await bookingJobseeker(house, name),
    { body: booking({ typeCode: '99' }) },
    404,
    'type-unknown',
  ],
  'a channel in which the type is not held': async (name) => [
    await bookingJobseeker(house, name),
    { body: booking({ channel: 'on-site', placeId: lycksele }) },
    422,
    'channel-not-offered',
  ],
  'on site without a place': async (name) => [
    await bookingJobseeker(house, name),
    { body: booking({ typeCode: '31', channel: 'on-site' }) },
    422,
    'place-missing',
  ],
  'by video at a place': async (name) => [
    await bookingJobseeker(house, name),
    { body: booking({ placeId: lycksele }) },
    422,
    'place-not-wanted',
  ],
  'at a place that takes no meetings': async (name) => [
    await bookingJobseeker(house, name, undefined, '2019-02-20'),
    { body: booking({ typeCode: '31', channel: 'on-site', placeId: house.newId() }) },
    422,
    'place-not-open',
  ],
  'a channel that is not open yet': async (name) => [
    await bookingJobseeker(house, name),
    { body: booking({ typeCode: '31', channel: 'on-site', placeId: lycksele }) },
    422,
    'channel-needs-reason',
  ],
  'a type that an officer books': async (name) => [
    await bookingJobseeker(house, name),
    { body: booking({ typeCode: '24' }) },
    403,
    'booking-not-allowed',
  ],
  'an hour without meetings': async (name) => [
    await bookingJobseeker(house, name),
    { body: booking({ start: '2020-03-05T11:00:00+01:00' }) },
    422,
    'time-not-offered',
  ],
  'a time without a zone': async (name) => [
    await bookingJobseeker(house, name),
    { body: booking({ start: '2020-03-05T09:00:00' }) },
    422,
    'time-without-zone',
  ],
  'no time at all': async (name) => [
    await bookingJobseeker(house, name),
    { body: booking({ start: 'i morgon' }) },
    422,
    'invalid-input',
  ],
  'not registered': async (name) => [await signedIn(house, name), { body: booking() }, 409, 'registration-required'],
  'someone else’s meeting': async (name) => {
    const mine = await ask(await bookingJobseeker(house, `${name} ägare`), {
      body: booking({ start: '2020-03-06T09:00:00+01:00' }),
    });
    const url = `/v1/meetings/${mine.body['id'] as string}?reason=work`;
    return [await bookingJobseeker(house, name), { method: 'DELETE', url }, 404, 'meeting-unknown'];
  },
  'someone else': async (name) => {
    const { personId } = await bookingJobseeker(house, `${name} annan`);
    return [await bookingJobseeker(house, name), { body: booking({ personId }) }, 404, 'person-unknown'];
  },
  'a confirmation of nothing': async (name) => [
    await bookingJobseeker(house, name),
    { url: `/v1/meetings/${house.newId()}/confirmation`, body: {} },
    404,
    'meeting-unknown',
  ],
  'a hold that is over': async (name) => {
    const who = await bookingJobseeker(house, name);
    const held = await ask(who, { body: booking({ start: '2020-03-09T09:00:00+01:00', hold: true }) });
    await sql`update meetings.meeting set hold_until = '2020-03-02T07:59:00Z' where id = ${held.body['id']}`.execute(house.db);
    return [who, { url: `/v1/meetings/${held.body['id'] as string}/confirmation`, body: {} }, 409, 'hold-expired'];
  },
  'the same again without a key': async (name) => {
    const who = await bookingJobseeker(house, name);
    await ask(who, { body: booking({ start: '2020-03-10T09:00:00+01:00' }) });
    return [who, { body: booking({ start: '2020-03-10T09:00:00+01:00' }) }, 409, 'already-booked'];
  },
  'another request with the same key': async (name) => {
    const [who, key] = [await bookingJobseeker(house, name), house.newId()];
    await ask(who, { body: booking({ start: '2020-03-11T09:00:00+01:00' }), key });
    return [who, { body: booking({ start: '2020-03-12T09:00:00+01:00' }), key }, 409, 'request-repeated'];
  },
};

describe.each(['sv', 'en', 'sv-easy', 'ar'] as const)('bad input, in %s', (language) => {
  it.each(Object.keys(badInput))('%s', async (what) => {
    const [who, request, status, code] = await badInput[what]!(`${what} ${language}`);
    const refused = await ask(who, request, language === 'sv' ? '' : language);
    expect(refused).toMatchObject({ status, body: { code, status } });
    expect(refused.language).toBe({ sv: 'sv', en: 'en-GB', 'sv-easy': 'sv', ar: 'ar' }[language]);
    const { title, detail, action } = refused.body as Record<string, string>;
    for (const words of [title, detail, action]) expect(words).toMatch(language === 'ar' ? /[\u0600-\u06ff]{3}/ : /\p{L}{3}/u);
    for (const words of [title, detail, action]) expect(words).not.toMatch(/\{\{|problem\./);
  });
});

it('the same request with the same key is answered as it was', async () => {
  const [who, key] = [await bookingJobseeker(house, 'Samma nyckel'), house.newId()];
  const twice = [1, 2].map(() => ask(who, { body: booking({ start: '2020-03-13T09:00:00+01:00' }), key }));
  const [one, other] = await Promise.all(twice);
  expect(one).toEqual(other);
  expect(one!.body['state']).toBe('booked');
});

it('an address in a language is answered in it, whatever the client likes', async () => {
  const who = await bookingJobseeker(house, 'Adress');
  const refused = await ask(who, { url: '/ar/v1/meetings', body: booking({ typeCode: '99' }) }, 'en');
  expect(refused.body['title']).toMatch(/[\u0600-\u06ff]/);
});

describe('every refusal of meetings', () => {
  it.each(Object.keys(meetingsProblem.kinds))('%s has words and what to do', (code) => {
    for (const language of ['sv', 'en'] as Language[]) {
      const t = translator(language);
      for (const part of ['title', 'text', 'action']) {
        const key = `problem.${code}.${part}`;
        expect(t(`meetings:${key}`), `${language} ${key}`).not.toContain(`problem.${code}`);
      }
    }
  });
});

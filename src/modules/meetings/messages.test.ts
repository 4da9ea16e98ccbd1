/** What persons are told of their meetings, by a real mail server and gateway; calendar files read by a parser that is not ours. */
import ICAL from 'ical.js';
import { sql } from 'kysely';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { messageSources } from '../../app/schedule.ts';
import { testHouse } from '../../../test/database.ts';
import { deliverAll } from '../../../test/delivered.ts';
import { booked, newOfficer, registered, timeInput } from '../../../test/booked.ts';
import { partsOf, startMailServer } from '../../../test/smtp-server.ts';
import { startSmsServer } from '../../../test/sms-gateway.ts';
import { type Actor, execute } from '../../platform/auth/index.ts';
import { languages } from '../../platform/i18n/index.ts';
import type { Uuid } from '../../platform/ids/index.ts';
import { staff } from '../cases/fixtures.ts';
import { gatewaysFromEnvironment, sendDue, tell } from '../contact/index.ts';
import { openRegister } from '../network/index.ts';
import { cancelMeeting } from './cancel-meeting.ts';
import { changeMeeting } from './change-meeting.ts';
import { holdMeeting } from './hold-meeting.ts';
import { addInterpreter } from './index.ts';
import { noteOfficerAbsent } from './note-officer-absent.ts';
import { rebookMeeting } from './rebook-meeting.ts';
import { placeByCode } from './fixtures.ts';

const start = '2020-02-14T08:00:00.000Z';
const house = await testHouse('country', start);
const register = await openRegister({ db: house.db, url: house.url, clock: house.clock }, () => undefined);
const mail = await startMailServer();
const sms = await startSmsServer();
const gateways = gatewaysFromEnvironment({
  SMTP_URL: mail.url,
  MAIL_FROM: 'svara-inte@example.org',
  SMS_GATEWAY_URL: sms.url,
  SMS_GATEWAY_TOKEN: sms.token,
  SMS_FROM: 'Prov',
});
const sources = messageSources({ clock: house.clock, register, publicUrl: () => 'https://narvaro.example.org' });
const errors: unknown[] = [];
const sending = { house, sources, gateways, onError: (error: unknown) => void errors.push(error) };
const planner: Actor = { id: 'operator', name: 'narvaro', roles: ['administrator'] };
afterAll(async () => {
  gateways.mail?.close();
  await Promise.all([mail.close(), sms.close(), register.close()]);
});
beforeEach(async () => {
  await deliver();
  await sql`delete from contact.message`.execute(house.db);
  mail.received.splice(0);
  sms.taken.splice(0);
  house.clock.set(start);
});

const deliver = () => deliverAll(house);
const textOf = (index = 0) => partsOf(mail.received[index]!).get('text/plain')!;
const eventIn = (index = 0) => {
  const calendar = new ICAL.Component(ICAL.parse(partsOf(mail.received[index]!).get('text/calendar')!) as unknown[]);
  const component = calendar.getFirstSubcomponent('vevent')!;
  return { calendar, component, event: new ICAL.Event(component) };
};

const onThursday = '2020-02-20T10:00:00+01:00';

describe('CH-5 the channel comes first, in plain words', () => {
  it('Vi RINGER dig: no one comes to an office for a meeting by telephone', async () => {
    const { actor, personId } = await registered(house, {});
    const id = await booked(house, actor, personId, { start: onThursday });
    await sendDue(sending);
    expect(mail.received[0]!.headers.get('subject')).toContain('Vi RINGER dig torsdag den 20 februari 2020 klockan 10:00');
    expect(textOf()).toMatch(/^Vi RINGER dig\. Du ska inte komma till något kontor\./);
    expect(textOf()).toContain('Mötet är slut klockan 11:00');
    expect(textOf()).toContain(`https://narvaro.example.org/my/meetings/${id}`);
    expect(textOf()).toContain('0771-416 416');
  });

  it('KOM till: the place and its address, and the interpreter’s language', async () => {
    const { actor, personId } = await registered(house, { writtenLanguage: 'en' });
    const placeId = await placeByCode(house.db, '2481');
    const interpreter = await execute(house, planner, addInterpreter, {
      name: 'Tolk på prov',
      languages: ['ar'],
      channels: ['on-site'],
      weekly: { mon: [['08:00', '17:00']] },
      municipalityCode: '2480',
      withinMinutes: 200,
      validFrom: '2019-01-01',
      validTo: null,
    });
    const interpreterId = interpreter.interpreterId;
    await booked(house, actor, personId, {
      start: onThursday,
      typeCode: '32',
      channel: 'on-site',
      placeId,
      language: 'ar',
      interpreterId,
    });
    await sendDue(sending);
    const place = register.current().places.find((one) => one.place.id === placeId)!.place;
    expect(textOf()).toMatch(new RegExp(`^COME to ${place.name}\\. We meet there\\.`));
    expect(textOf()).toContain('The interpreter speaks Arabic.');
    expect(textOf()).toContain('Thursday 20 February 2020 at 10:00');
    expect(eventIn().component.getFirstPropertyValue('location')).toContain(place.name);
  });

  it('by SMS in one line, with time and link', async () => {
    const { actor, personId } = await registered(house, { preferredChannel: 'phone' });
    const id = await booked(house, actor, personId, { start: onThursday, channel: 'video' });
    await sendDue(sending);
    expect(sms.taken[0]!.text).toBe(`Möte på VIDEO 20 februari 2020 kl. 10:00. https://narvaro.example.org/my/meetings/${id}`);
  });

  it.each(languages)('in the language that the person reads: %s', async (language) => {
    const { actor, personId } = await registered(house, { writtenLanguage: language });
    await booked(house, actor, personId, { start: onThursday });
    await sendDue(sending);
    const first = { sv: 'Vi RINGER', en: 'We CALL', 'sv-easy': 'Vi RINGER dig. Kom inte', ar: 'سنتصل بك' }[language];
    expect(textOf().startsWith(first)).toBe(true);
    expect(textOf()).not.toMatch(/message\.|\{\{/);
  });
});

describe('LANG-1 a language that is a right in writing', () => {
  it('Finnish: every message is in Finnish, to the last word', async () => {
    const { actor, personId } = await registered(house, { writtenLanguage: 'fi' });
    const placeId = await placeByCode(house.db, '2481');
    const place = register.current().places.find((one) => one.place.id === placeId)!.place;
    const id = await booked(house, actor, personId, { start: onThursday, typeCode: '32', channel: 'on-site', placeId });
    await sendDue(sending);
    const { headers } = mail.received[0]!;
    expect(headers.get('content-language')).toBe('fi');
    expect(headers.get('subject')).toBe(`TULE tapaamiseen torstaina 20. helmikuuta 2020 kello 10:00, paikka: ${place.name}`);
    expect(textOf()).toContain('Aika: torstaina 20. helmikuuta 2020 kello 10:00. Tapaaminen päättyy kello 10:30.');
    expect(textOf()).toContain('Tapaamisen aihe: Suunnitelman seuranta.');
    expect(textOf()).toContain('Sinulla on aina oikeus kirjoittaa meille suomeksi omassa asiassasi.');
    // What it leads to is in Swedish.
    expect(textOf()).toContain(`https://narvaro.example.org/my/meetings/${id}`);
    expect(eventIn().event.summary).toBe('Tapaaminen paikan päällä');
    await execute(house, actor, cancelMeeting, { personId, meetingId: id, reason: 'work' });
    await deliver();
    await sendDue(sending);
    expect(mail.received[1]!.headers.get('subject')).toMatch(/^Varaus PERUTTU: tapaaminen torstaina 20\. helmikuuta 2020/);
    const words = [textOf(), textOf(1)]
      .join(' ')
      .replaceAll(place.name, '')
      .replaceAll(place.street ?? '', '');
    expect(words).not.toMatch(/message\.|\{\{|[åÅ]|\b(och|till|mötet?|den|klockan|här|du|vi)\b/i);
  });

  it.each([
    ['fit', 'meänkieli'],
    ['se', 'nordsamiska'],
    ['sma', 'sydsamiska'],
  ])('%s: the message is in Swedish, and says that they may always write to us in %s', async (writtenLanguage, name) => {
    const { actor, personId } = await registered(house, { writtenLanguage });
    await booked(house, actor, personId, { start: onThursday });
    await sendDue(sending);
    expect(textOf()).toMatch(/^Vi RINGER dig\./);
    expect(textOf()).toContain(`Du har alltid rätt att skriva till oss på ${name} i ditt eget ärende.`);
  });

  it('nothing of it is said to others', async () => {
    const { actor, personId } = await registered(house, {});
    await booked(house, actor, personId, { start: onThursday });
    await sendDue(sending);
    expect(textOf()).not.toContain('rätt att skriva');
  });
});

describe('what is said is read again when it is sent', () => {
  it('a meeting that was changed before its confirmation went out is told as it is now', async () => {
    const { actor, personId } = await registered(house, {});
    const meetingId = await booked(house, actor, personId, { start: onThursday });
    await execute(house, actor, changeMeeting, {
      personId,
      meetingId,
      ...(await timeInput(house, { start: '2020-02-21T13:00:00+01:00', channel: 'video' })),
    });
    await sendDue(sending);
    expect(mail.received).toHaveLength(1);
    expect(textOf()).not.toContain('10:00');
    expect(textOf()).toMatch(/^Mötet är på VIDEO/);
  });

  it('a cancelled one has no reminder and no confirmation, but word that it is cancelled', async () => {
    const { actor, personId } = await registered(house, {});
    const meetingId = await booked(house, actor, personId, { start: onThursday });
    await deliver();
    await execute(house, actor, cancelMeeting, { personId, meetingId, reason: 'work' });
    house.clock.set('2020-02-19T09:00:00Z');
    await sendDue(sending);
    expect(mail.received).toHaveLength(1);
    expect(textOf()).toContain('AVBOKAT');
    expect(partsOf(mail.received[0]!).get('text/calendar')).toContain('METHOD:CANCEL');
  });

  it('the authority’s cancellation says whose it is', async () => {
    const { actor, personId } = await registered(house, {});
    const meetingId = await booked(house, actor, personId, { start: onThursday });
    const caseworker = await staff(house, 'caseworker', personId);
    await execute(house, caseworker, cancelMeeting, { personId, meetingId, reason: 'authority' });
    await sendDue(sending);
    expect(textOf()).toMatch(/blir INTE av\. Vi har ställt in det\. Det räknas inte som att du har uteblivit/);
  });
});

describe('the reminder', () => {
  it('comes the day before at ten in Sweden, of the time that the meeting has then', async () => {
    const { actor, personId } = await registered(house, {});
    const meetingId = await booked(house, actor, personId, { start: onThursday });
    await sendDue(sending);
    await deliver();
    await execute(house, actor, changeMeeting, {
      personId,
      meetingId,
      ...(await timeInput(house, { start: '2020-03-30T10:00:00+02:00' })),
    });
    await deliver();
    await sendDue(sending);
    mail.received.splice(0);
    house.clock.set('2020-02-19T09:30:00Z');
    expect(await sendDue(sending)).toBe(0);
    // Summer time began on the 29th: ten is eight in UTC.
    house.clock.set('2020-03-29T07:59:00Z');
    expect(await sendDue(sending)).toBe(0);
    house.clock.set('2020-03-29T08:00:00Z');
    expect(await sendDue(sending)).toBe(1);
    expect(mail.received[0]!.headers.get('subject')).toContain('Påminnelse');
    expect(textOf()).toContain('30 mars 2020 klockan 10:00');
  });

  it('is not given of a meeting that was booked after it, nor by letter, which would come too late', async () => {
    const { actor, personId } = await registered(house, {
      email: null,
      phone: null,
      street: 'Gatan 1',
      postalCode: '917 31',
      postTown: 'Dorotea',
    });
    await booked(house, actor, personId, { start: '2020-02-28T10:00:00+01:00' });
    await deliver();
    await sendDue(sending);
    house.clock.set('2020-02-27T09:00:00Z');
    await sendDue(sending);
    const { rows } = await sql<{ source: string; state: string; channel: string }>`
      select source, state, channel from contact.message order by source`.execute(house.db);
    expect(rows).toEqual([
      { source: 'meetings.booked', state: 'sent', channel: 'letter' },
      { source: 'meetings.reminder', state: 'unneeded', channel: 'none' },
    ]);
  });
});

describe('a meeting that lost its time', () => {
  const inTheMorning = { from: '2020-02-20T07:00:00Z', to: '2020-02-20T16:00:00Z' };

  it('is told of with why and where another is chosen, and its entry in the calendar is cancelled', async () => {
    const { actor, personId } = await registered(house, { writtenLanguage: 'en' });
    const officerId = await newOfficer(house);
    const id = await booked(house, actor, personId, { start: onThursday, officerId });
    await sendDue(sending);
    await execute(house, planner, noteOfficerAbsent, { officerId, kind: 'ill', ...inTheMorning });
    await sendDue(sending);
    expect(mail.received).toHaveLength(2);
    expect(textOf(1)).toMatch(
      /^The meeting Thursday 20 February 2020 at 10:00 can NOT take place then\. The one you were to meet is away/,
    );
    expect(textOf(1)).toContain(`/en/my/meetings/${id}`);
    expect(textOf(1)).toContain('It is we who move the meeting.');
    expect(eventIn(1).calendar.getFirstPropertyValue('method')).toBe('CANCEL');
    expect(textOf(1)).not.toMatch(/ill\b|sick/);
  });

  it('and got another before the first was told is told of the new one alone', async () => {
    const { actor, personId } = await registered(house, { preferredChannel: 'phone' });
    const officerId = await newOfficer(house);
    const meetingId = await booked(house, actor, personId, { start: onThursday, officerId });
    await sendDue(sending);
    await execute(house, planner, noteOfficerAbsent, { officerId, kind: 'ill', ...inTheMorning });
    const { found } = await timeInput(house, { start: onThursday });
    await execute(house, planner, rebookMeeting, { personId, meetingId, start: '2020-02-20T11:30:00+01:00', found });
    await sendDue(sending);
    expect(sms.taken.map(({ text }) => text)).toEqual([
      expect.stringMatching(/^Vi RINGER dig 20 februari 2020 kl\. 10:00/),
      expect.stringMatching(/^NY TID\. Vi RINGER dig 20 februari 2020 kl\. 11:30/),
    ]);
  });
});

describe('a time that is offered to someone in line', () => {
  it('is told with until when, while it is held; not after', async () => {
    const { actor, personId } = await registered(house, { preferredChannel: 'phone' });
    const held = async (start: string) =>
      (await execute(house, actor, holdMeeting, { personId, ...(await timeInput(house, { start })) })).meetingId;
    const offer = async (about: Uuid) => {
      const now = house.clock.now();
      const told = { personId, source: 'meetings.offered', about, dueAt: now, newId: house.newId, now };
      await house.db.transaction().execute((tx) => tell(tx, told));
    };
    await offer(await held(onThursday));
    await sendDue(sending);
    expect(sms.taken[0]!.text).toBe(
      'LEDIG TID. Vi RINGER dig 20 februari 2020 kl. 10:00. Svara före 14 februari 2020 kl. 09:05: https://narvaro.example.org/my/meetings/waiting',
    );
    await offer(await held('2020-02-21T10:00:00+01:00'));
    house.clock.set('2020-02-14T08:06:00Z');
    await sendDue(sending);
    expect(sms.taken).toHaveLength(1);
  });
});

describe('the calendar file (RFC 5545), read by another’s parser', () => {
  it('invites, with a stable UID, a SEQUENCE that counts up, and the same instant', async () => {
    const { actor, personId } = await registered(house, {});
    const meetingId = await booked(house, actor, personId, { start: onThursday });
    await sendDue(sending);
    await execute(house, actor, changeMeeting, {
      personId,
      meetingId,
      ...(await timeInput(house, { start: '2020-02-21T13:00:00+01:00' })),
    });
    await sendDue(sending);
    await execute(house, actor, cancelMeeting, { personId, meetingId, reason: 'work' });
    await sendDue(sending);
    const seen = [0, 1, 2].map((index) => eventIn(index));
    expect(seen.map(({ event }) => event.uid)).toEqual([meetingId, meetingId, meetingId]);
    const sequences = seen.map(({ event }) => event.sequence);
    expect(sequences).toEqual(sequences.toSorted((a, b) => a - b));
    expect(new Set(sequences).size).toBe(3);
    expect(seen.map(({ calendar }) => calendar.getFirstPropertyValue('method'))).toEqual(['REQUEST', 'REQUEST', 'CANCEL']);
    expect(seen.map(({ component }) => component.getFirstPropertyValue('status'))).toEqual([
      'CONFIRMED',
      'CONFIRMED',
      'CANCELLED',
    ]);
    expect(seen[0]!.event.startDate.toJSDate().toISOString()).toBe('2020-02-20T09:00:00.000Z');
    expect(seen[1]!.event.endDate.toJSDate().toISOString()).toBe('2020-02-21T13:00:00.000Z');
    expect(seen[0]!.component.getFirstPropertyValue('organizer')).toBe('mailto:svara-inte@example.org');
    expect(seen[0]!.component.getFirstPropertyValue('attendee')).toContain('maja@example.org');
    expect(String(seen[0]!.component.getFirstPropertyValue('summary'))).toBe('Möte: vi ringer dig');
  });
});

it('nothing went wrong on the way', () => {
  expect(errors).toEqual([]);
});

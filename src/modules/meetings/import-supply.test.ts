/** Officers' time from files, through the front door: shown first, all or nothing, and the same file twice changes nothing. */
import { beforeAll, describe, expect, it } from 'vitest';
import { testHouse } from '../../../test/database.ts';
import { type Client, clientOf, hidden, textOf } from '../../../test/planner-client.ts';
import { testService } from '../../../test/service.ts';
import { execute, signInAs } from '../../platform/auth/index.ts';
import type { Uuid } from '../../platform/ids/index.ts';
import { addOfficer } from './add-officer.ts';
import { officerFacts, placeByCode } from './fixtures.ts';
import { setWorkingPattern } from './set-working-pattern.ts';
import { findOfficer } from './store/officers.ts';
import { timetableOf } from './store/timetable.ts';

const house = await testHouse('country');
const { server } = await testService(house);
const planner = { id: house.newId() as string, name: 'David', roles: ['planner'] as const };
const umea = await placeByCode(house.db, '2480');

let as: Client;
let headers: Record<string, string>;
let officer: Uuid;
beforeAll(async () => {
  const signedIn = await signInAs(house, ['planner'], 'David, planerare');
  as = clientOf(server, signedIn);
  headers = { accept: 'text/html', ...signedIn.headers };
  officer = (await execute(house, planner, addOfficer, { ...officerFacts, name: 'Anna Prov', homePlaceId: umea })).officerId;
  const weekly = { mon: [['08:00', '16:30']], thu: [['08:00', '16:30']] };
  await execute(house, planner, setWorkingPattern, { officerId: officer, version: 1, from: '2020-01-01', to: null, weekly });
});

const csv = (...rows: string[]) => ['officer,kind,from,to,weekday,hours,place_code', ...rows].join('\n');
const preview = (text: string, more: Record<string, string> = {}) =>
  as.post('/supply/import', { text, format: 'csv', officerId: '', ...more });
const apply = async (text: string) => {
  const shown = await preview(text);
  expect(shown.status, textOf(shown)).toBe(200);
  const requestId = hidden(shown, '_requestId');
  return as.post('/supply/import/apply', { text, format: 'csv', officerId: '', _requestId: requestId });
};

describe('a file of officers’ time', () => {
  it('is shown first: nothing is written until it is read in', async () => {
    const text = csv('Anna Prov,place,2020-03-01,,thu,,af-2481-1', 'Anna Prov,day,2020-04-09,,,,');
    const before = await timetableOf(house.db, officer);
    const shown = await preview(text);
    expect(textOf(shown)).toContain('1 handläggare ändras');
    expect(await timetableOf(house.db, officer)).toEqual(before);
    const applied = await apply(text);
    expect([applied.status, applied.location]).toEqual([303, '/supply/import?done=1']);
    const after = await timetableOf(house.db, officer);
    expect(after.attendance).toMatchObject([{ weekday: 4, validFrom: '2020-03-01', validTo: null }]);
    expect(after.days).toMatchObject([{ on: '2020-04-09', hours: [] }]);
    expect(after.patterns).toEqual(before.patterns);
  });

  it('read in twice changes nothing the second time, nor does what is exported', async () => {
    const { version } = (await findOfficer(house.db, officer))!;
    expect(textOf(await preview(csv('Anna Prov,day,2020-04-09,,,,')))).toContain('Ingenting ändras');
    const exported = await server.inject({ method: 'GET', url: `/supply/export.csv?officer=${officer}`, headers });
    expect(exported.headers['content-type']).toContain('text/csv');
    expect(exported.body).toContain('af-2481-1');
    expect(textOf(await preview(exported.body))).toContain('Ingenting ändras');
    expect((await findOfficer(house.db, officer))!.version).toBe(version);
  });

  it('with any wrong line nothing is read in, and every line is told', async () => {
    const before = await timetableOf(house.db, officer);
    const text = csv(
      'Anna Prov,day,2020-05-22,,,09:00-12:00,',
      'Anna Prov,day,2020-02-30,,,,',
      'Nils Prov,day,2020-05-22,,,,',
      'Anna Prov,place,2020-03-01,,mon,,af-9999-9',
    );
    const shown = await preview(text);
    expect(shown.status).toBe(422);
    const said = textOf(shown);
    for (const part of ['3 fel i filen', '”2020-02-30” är ingen dag', 'Handläggaren finns inte', '”af-9999-9” finns inte'])
      expect(said).toContain(part);
    const forced = await as.post('/supply/import/apply', { text, format: 'csv', officerId: '' });
    expect(forced.status).toBe(422);
    expect(await timetableOf(house.db, officer)).toEqual(before);
  });

  it('a place that the register does not open to booked meetings is told with its line', async () => {
    const shown = await preview(
      csv('Anna Prov,hours,2020-03-01,,mon,08:00-16:00,', 'Anna Prov,place,2020-03-01,,mon,,sk-2481-1'),
    );
    expect(shown.status).toBe(422);
    expect(textOf(shown)).toMatch(/ 3 Registret erbjuder inga bokade möten på platsen den 2020-03-02/);
  });

  it('a calendar is one officer’s; a time without a zone is refused', async () => {
    const event = (zone: string) =>
      `BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART${zone}:20200601T080000\r\nDTEND${zone}:20200601T160000\r\nRRULE:FREQ=WEEKLY;BYDAY=MO,TU\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n`;
    expect(textOf(await preview(event(''), { format: 'icalendar', officerId: officer }))).toContain('säger inte i vilken zon');
    expect(textOf(await preview(event(';TZID=Europe/Stockholm'), { format: 'icalendar' }))).toContain('Skriv vems kalender');
    const shown = await preview(event(';TZID=Europe/Stockholm'), { format: 'icalendar', officerId: officer });
    expect(textOf(shown)).toContain('1 handläggare ändras');
  });

  it('whose calendar it is is said by name; of several one chooses, and what was pasted is kept', async () => {
    const calendar =
      'BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART;TZID=Europe/Stockholm:20200602T080000\nDTEND;TZID=Europe/Stockholm:20200602T120000\nEND:VEVENT\nEND:VCALENDAR\n';
    const called = (name: string) => preview(calendar, { format: 'icalendar', officer: name });
    expect(textOf(await called('anna pr'))).toContain('1 handläggare ändras');
    expect(textOf(await called('Ingen alls'))).toContain('Ingen handläggare har det namnet');
    const other = await execute(house, planner, addOfficer, { ...officerFacts, name: 'Annabell Annan', homePlaceId: umea });
    const choice = await called('anna');
    expect(choice.status).toBe(422);
    expect(textOf(choice)).toMatch(/Flera handläggare har det i namnet.*Anna Prov, Arbetsförmedlingen Umeå.*Annabell Annan/);
    expect(choice.html).toContain('DTSTART;TZID=Europe/Stockholm:20200602T080000');
    const chosen = await preview(calendar, { format: 'icalendar', officerId: other.officerId, officer: '' });
    expect(textOf(chosen)).toContain('Annabell Annan');
    const from = await as.get(`/supply/import?officer=${officer}`);
    expect(from.html).toMatch(/value="icalendar"[^>]*checked|checked[^>]*value="icalendar"/);
    expect(textOf(from)).toContain('Anna Prov, Arbetsförmedlingen Umeå');
  });

  it('comes as a file too; what is no text is refused', async () => {
    const send = (content: Buffer, name: string) => {
      const parts = [
        Buffer.from('--x\r\ncontent-disposition: form-data; name="format"\r\n\r\ncsv\r\n'),
        Buffer.from(`--x\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\ncontent-type: text/csv\r\n\r\n`),
        content,
        Buffer.from('\r\n--x--\r\n'),
      ];
      const type = { 'content-type': 'multipart/form-data; boundary=x' };
      return server.inject({
        method: 'POST',
        url: '/supply/import',
        headers: { ...headers, ...type },
        payload: Buffer.concat(parts),
      });
    };
    const good = await send(Buffer.from(csv('Anna Prov,day,2020-05-22,,,09:00-12:00,')), 'tider.csv');
    expect([good.statusCode, good.body.includes('1 handläggare ändras')]).toEqual([200, true]);
    expect((await send(Buffer.from('%PDF-1.7 x'), 'tider.pdf')).statusCode).toBe(422);
    expect((await send(Buffer.from([0xff, 0xfe, 0x00, 0x41]), 'tider.csv')).statusCode).toBe(415);
    expect((await send(Buffer.alloc(500_000, 'a'), 'stor.csv')).statusCode).toBe(413);
  });
});

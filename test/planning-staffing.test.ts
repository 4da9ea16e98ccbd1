/** Staffing through the front door: nothing is assumed in silence, the simulation goes on beside and can be stopped, and others are refused. */
import diagnostics from 'node:diagnostics_channel';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Worker } from 'node:worker_threads';
import { describe, expect, it } from 'vitest';
import { printStaffing } from '../src/modules/planning/index.ts';
import { exampleService } from '../src/modules/planning/staffing/fixtures.ts';
import { signInAs } from '../src/platform/auth/index.ts';
import { clientOf, plannerAt, textOf } from './planner-client.ts';
import { testHouse } from './database.ts';
import { testService } from './service.ts';

const house = await testHouse('country');
const { server } = await testService(house);
const planner = await plannerAt(house, server, '2020-02-14T11:00:00Z');

const example = {
  from: '2019-04',
  registrations: '2000 2000 2000',
  registered: '24 000',
  leaving: '8',
  noConversation: '10',
  renewMonths: '6',
  local: '60',
  remote: '110',
  cutFrom: '2019-05-01',
  cut: '33,3',
  dayMinutes: '240',
  absence: '20',
  firstRemote: '30',
  firstOnSite: '60',
  followRemote: '60',
  followOnSite: '30',
  around: '30',
  missed: '10',
  onSiteGround: '20',
  onSiteChoice: '50',
  firstFrom: '3',
  firstTo: '15',
  firstLonger: '25',
  followTo: '90',
  goalShare: '80',
  goalLongest: '',
  runs: '3',
  seed: '1',
  teams: 'county',
};
const address = (changes: Record<string, string> = {}, path = '/planning/staffing') =>
  `${path}?${new URLSearchParams({ ...example, ...changes })}&policies=staff-kept`;

describe('/planning/staffing', () => {
  it('says first what is not known, fills in what has a source, and leaves the rest empty and required', async () => {
    const page = await planner.get('/planning/staffing');
    expect(page.status).toBe(200);
    const valueIn = (name: string) => new RegExp(`<input[^>]*name="${name}"[^>]*>`).exec(page.html)![0];
    expect(textOf(page).indexOf('Detta vet ingen källa')).toBeLessThan(textOf(page).indexOf('Första månaden'));
    expect(valueIn('registered')).toContain('value="344826"');
    for (const name of ['around', 'absence', 'missed', 'local', 'onSiteGround', 'leaving', 'dayMinutes', 'goalShare'])
      expect(valueIn(name)).not.toMatch(/value="[^"]/);
    const unfilled = await planner.get(address({ around: '', absence: 'många', local: '5' }));
    expect(unfilled.status).toBe(422);
    expect(textOf(unfilled)).toContain('Tid omkring varje möte, minuter: skriv ett värde');
    expect(textOf(unfilled)).toContain('Frånvarande: skriv ett tal');
    expect(textOf(await planner.get(address({ local: '5' })))).toContain('finns inte en handläggare på varje plats');
  });

  it('says of each value what can be counted with, once, and counts with no half of a reduction', async () => {
    const refused = async (changes: Record<string, string>): Promise<string> => {
      const page = await planner.get(address(changes));
      expect(page.status, JSON.stringify(changes)).toBe(422);
      return /Det här behöver du rätta (.*?)Tänk på det här/.exec(textOf(page))![1]!.trim();
    };
    expect(await refused({ cutFrom: '' })).toBe('Färre från och med: skriv ett värde');
    expect(await refused({ cut: '' })).toBe('Så mycket färre: skriv ett värde');
    expect(await refused({ cut: '-50' })).toBe('Så mycket färre: minst 0');
    expect(await refused({ cut: '200' })).toBe('Så mycket färre: högst 100');
    const period = 'Färre från och med: skriv en dag efter 2018-04-01, högst 2019-06-30';
    for (const cutFrom of ['1999-01-01', '2018-04-01', '2019-07-01']) expect(await refused({ cutFrom })).toBe(period);
    expect(await refused({ cutFrom: '9999-01-01' })).toBe('Färre från och med: skriv en dag, till exempel 2019-04-01');
    expect(await refused({ local: '0', remote: '0' })).toMatch(/^Handläggare på platser från början: [^:]*$/);
    expect(await refused({ absence: '100' })).toBe('Frånvarande: högst 95');
    expect(await refused({ runs: '1000' })).toBe('Antal körningar: högst 100');
    expect(await refused({ runs: '2.5' })).toBe('Antal körningar: skriv ett helt tal');
    expect(await refused({ goalShare: '0' })).toBe('Andel som ska få första samtalet inom planens 30 dagar: mer än 0, högst 100');
    const registrations =
      'Nya inskrivningar varje månad: skriv ett tal för varje månad, med mellanslag emellan, högst 36 månader';
    expect(await refused({ registrations: '27119, många' })).toBe(registrations);
    expect(await refused({ registrations: Array(37).fill('10').join(' ') })).toBe(registrations);
    expect(await refused({ registrations: '-1 5' })).toBe('Nya inskrivningar varje månad: minst 0');
    for (const from of ['1900-01', '2199-12'])
      expect(await refused({ from })).toBe('Första månaden: skriv år och månad, till exempel 2019-04');
  });

  it('counts before the register begins without saying how far it reached', async () => {
    const before = { from: '2018-04', cutFrom: '2018-05-01', teams: '', seed: '7' };
    const page = await planner.get(address(before));
    expect(page.status, textOf(page).slice(0, 400)).toBe(200);
    await expect
      .poll(async () => textOf(await planner.get(address(before))), { interval: 300, timeout: 60_000 })
      .toContain('3 körningar med varje alternativ');
    expect(textOf(await planner.get(address(before)))).toContain('Av dem på plats: högst 30 minuter – –');
  });

  it('works out officers at once, simulates beside, and answers with intervals, differences and a file', async () => {
    const page = await planner.get(address());
    expect(page.status).toBe(200);
    expect(textOf(page)).toContain('Så många handläggare behövs');
    expect(textOf(page)).toContain('Norrbottens län');
    expect((await planner.get(address({ seed: '99' }, '/planning/staffing.csv'))).status).toBe(409);
    await expect
      .poll(async () => textOf(await planner.get(address())), { interval: 300 })
      .toContain('3 körningar med varje alternativ');
    const done = await planner.get(address());
    expect(done.html).not.toContain('data-under-way');
    expect(textOf(done)).toMatch(/Skillnad mot som angivet/);
    const { html: csv } = await planner.get(address({}, '/planning/staffing.csv'));
    expect(csv.split('\n')[0]).toContain('policy,week,p50,p50_half_interval');
    // Thirteen weeks and a day, of two policies.
    expect(csv.trim().split('\n')).toHaveLength(1 + 13 * 2);
  });

  it('is stopped, and gives what has been made', async () => {
    const long = { runs: '100', registrations: Array.from({ length: 36 }, () => '20000').join(' '), seed: '5' };
    const page = await planner.get(address(long));
    const study = /name="study" value="([^"]*)"/.exec(page.html)![1]!;
    await planner.post('/planning/staffing/stop', { ...example, ...long, policies: 'staff-kept', study });
    await expect.poll(async () => textOf(await planner.get(address(long))), { interval: 300 }).toMatch(/Stoppad|stoppades innan/);
  });

  it('is there after a restart: a link to it has its answer at once', async () => {
    const asked = address({ seed: '7' });
    await expect.poll(async () => textOf(await planner.get(asked)), { interval: 300 }).toContain('3 körningar med varje');
    const first = await planner.get(asked);
    // Another service on the same database, as after a restart: nothing in memory.
    const { server: restarted } = await testService(house);
    const later = await plannerAt(house, restarted, '2020-02-14T11:00:00Z');
    const kept = await later.get(asked);
    expect(kept.html).not.toContain('data-under-way');
    expect(textOf(kept)).toBe(textOf(first));
    expect(textOf(kept)).toContain('Gjord 14 februari 2020 12:00.');
    expect((await later.get(address({ seed: '7' }, '/planning/staffing.csv'))).status).toBe(200);
  });

  it('that fails says so, is not begun anew by itself, and is made when it is asked again', async () => {
    const threads: Worker[] = [];
    const kill = (message: unknown): void => {
      const { worker } = message as { worker: Worker };
      threads.push(worker);
      void worker.terminate();
    };
    diagnostics.subscribe('worker_threads', kill);
    const asked = address({ seed: '8' });
    await planner.get(asked);
    await expect.poll(async () => textOf(await planner.get(asked)), { interval: 300 }).toContain('stannade innan den var klar');
    await planner.get(asked);
    expect(threads).toHaveLength(1);
    diagnostics.unsubscribe('worker_threads', kill);
    const again = await planner.get(`${asked}&again=yes`);
    expect([again.status, again.location.includes('again')]).toEqual([303, false]);
    await expect.poll(async () => textOf(await planner.get(asked)), { interval: 300 }).toContain('3 körningar med varje');
  });

  it('is for those who plan', async () => {
    const visitor = clientOf(server, await signInAs(house, ['desk-officer'], 'Disa'));
    expect((await visitor.get('/planning/staffing')).status).toBe(403);
    expect((await visitor.get('/planning/staffing/drop-in')).status).toBe(403);
  });
});

it('/planning/staffing/drop-in: the example of pyworkforce', async () => {
  const known = {
    visitors: '100',
    interval: '30',
    minutes: '3',
    goalShare: '80',
    goalMinutes: '0,3333333',
    mostOccupied: '85',
    shrinkage: '30',
  };
  expect(textOf(await planner.get(`/planning/staffing/drop-in?${new URLSearchParams(known)}`))).toContain(
    '14 öppna, 20 anställda',
  );
  expect((await planner.get(`/planning/staffing/drop-in?${new URLSearchParams({ ...known, minutes: '' })}`)).status).toBe(422);
});

it('narvaro plan staffing: a file in, the same numbers out, and what cannot be by its place', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'staffing-'));
  const file = join(folder, 'example.json');
  const printed = async (...args: string[]) => {
    const lines: string[] = [];
    const code = await printStaffing(args, { out: (line) => lines.push(line), err: (line) => lines.push(line) });
    return { code, text: lines.join('\n') };
  };
  writeFileSync(file, JSON.stringify({ ...exampleService, policies: ['as-stated', 'staff-kept'] }));
  const { code, text } = await printed(file);
  expect(code).toBe(0);
  expect(text).toContain('staff-kept');
  expect(await printed(file)).toEqual({ code, text });
  expect((await printed(file, '--format', 'csv')).text.split('\n')[0]).toContain('policy,week');
  writeFileSync(file, JSON.stringify({ ...exampleService, absence: 2, extra: 1 }));
  const refused = await printed(file);
  expect(refused.code).toBe(1);
  expect(refused.text).toContain('absence:');
  expect((await printed()).code).toBe(2);
});

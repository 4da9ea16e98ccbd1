/** An agreement that is looked over, goes on, is looked over again and ends, as a planner follows it to the last page. */
import { beforeEach, expect, it } from 'vitest';
import { beginAgreement, cooperationWith, takeSteps } from '../src/modules/network/agreements/fixtures.ts';
import { agreementColumns } from '../src/modules/network/agreements/file-values.ts';
import { importAgreements } from '../src/modules/network/agreements/import-agreements.ts';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { testHouse } from './database.ts';
import { type Client, openedPlace, plannerAt, textOf } from './planner-client.ts';
import { testService } from './service.ts';

const house = await testHouse('country');
const { server } = await testService(house);

let client: Client;
beforeEach(async () => {
  client = await plannerAt(house, server, '2020-02-14T11:00:00Z');
});

const offer = { kind: 'cooperation_place', validFrom: '2020-01-01', services: ['booked-meeting'] };
const count = (text: string, words: string): number => text.split(words).length - 1;

async function limited(to: string): Promise<string> {
  const { place } = await openedPlace(client, offer);
  const title = `Samverkan (prov) ${place}`;
  const id = await beginAgreement(house, cooperationWith([place], { title, from: '2020-01-01', to, noticeMonths: 3 }));
  await takeSteps(house, id, [
    ['analysed', '2020-02-14'],
    ['negotiated', '2020-02-14'],
    ['agreed', '2020-02-14'],
    ['in-force', '2020-02-14'],
  ]);
  return id;
}

it('a review carries a decided end with its reason, tells it once, and lets it be taken back; the end of the period cannot be', async () => {
  const id = await limited('2020-12-31');
  const url = `/agreements/${id}`;
  const page = async () => textOf(await client.get(url));
  const step = async (state: string) => (await client.post(`${url}/step`, { state, since: '2020-02-14', note: '' })).status;

  expect(await page()).toContain('Avslutat från 1 januari 2021');
  expect(await page()).not.toContain('Ta tillbaka slutet');
  expect(await step('in-force')).toBe(409);

  expect(await step('under-review')).toBe(303);
  const lastDay = '2020-06-30';
  const reason = 'Kommunen behöver lokalen';
  expect((await client.post(`${url}/ending`, { lastDay, shown: lastDay, reason, note: '' })).status).toBe(303);
  expect(await page()).toContain('Ta tillbaka slutet');
  expect(await step('in-force')).toBe(303);
  expect(await step('under-review')).toBe(303);
  const carried = await page();
  expect(carried).toContain('Avslutat från 1 juli 2020');
  expect([count(carried, 'Avslutat (beslutat, har inte börjat)'), count(carried, reason)]).toEqual([1, 1]);
  expect(count(carried, '1 juli 2020 Avslutat')).toBe(1);
  expect(carried).toContain(`Avslutat (beslutat, har inte börjat) ${reason}`);

  expect(await step('under-review')).toBe(303);
  const back = await page();
  expect(back).toContain('Avslutat från 1 januari 2021');
  expect(back).not.toContain('Ta tillbaka slutet');
  expect(back).toContain('1 juli 2020 Avslutat (ändrat eller återtaget innan det började)');
});

it('when it is over, its pages say so before anything is filled in, and lead to those who are to be told', async () => {
  const id = await limited('2020-12-31');
  const url = `/agreements/${id}`;
  expect(textOf(await client.get(`${url}/replace`))).not.toContain('Det här går inte att göra nu');
  const early = { lastDay: '2020-02-13', shown: '2020-02-13', reason: 'Genast', note: '' };
  expect((await client.post(`${url}/ending`, early)).status).toBe(303);
  const ended = await client.get(url);
  expect(ended.html).toContain(`href="/decisions/${id}"`);
  expect((await client.get(`/decisions/${id}`)).status).toBe(200);
  expect(textOf(await client.get(`${url}/ending`))).toContain('Avtalet gäller inte längre');
  for (const form of ['step', 'change', 'replace', 'leave-place']) {
    const shown = textOf(await client.get(`${url}/${form}`));
    expect(shown, form).toContain('Det här går inte att göra nu');
    expect(shown, form).toContain('Avtalets läge är: Avslutat');
  }
});

it('what an agreement must say is told once by the rule, also when a step was refused for it', async () => {
  const id = await beginAgreement(house, cooperationWith([], { terms: {} }));
  await takeSteps(house, id, [
    ['analysed', '2020-02-14'],
    ['negotiated', '2020-02-14'],
  ]);
  const rule = 'Innan ett avtal är överenskommet står det';
  expect(count(textOf(await client.get(`/agreements/${id}/step`)), rule)).toBe(1);
  const refused = await client.post(`/agreements/${id}/step`, { state: 'agreed', since: '2020-02-14', note: '' });
  expect([refused.status, count(textOf(refused), rule)]).toEqual([422, 1]);
});

it('a file of agreements without any is refused', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'narvaro-'));
  const path = join(folder, 'avtal.csv');
  await writeFile(path, `${agreementColumns.join(',')}\n`);
  const planner = { id: '00000000-0000-7000-8000-0000000000aa', name: 'Planerare', roles: ['planner'] } as const;
  const errors: string[] = [];
  const report = await importAgreements(
    house,
    planner,
    { path },
    { apply: true, onError: ({ fault }) => errors.push(fault!.code) },
  );
  await rm(folder, { recursive: true });
  expect([report.errors, report.applied, errors]).toEqual([1, false, ['no-rows']]);
});

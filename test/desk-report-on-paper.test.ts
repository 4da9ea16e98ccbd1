/** A report on paper at a service office, from the desk to the case: it counts as arrived on the day on which it was handed in. */
import { expect, it } from 'vitest';
import { reporting } from '../src/modules/cases/fixtures.ts';
import { forwardDocument } from '../src/modules/desk/forward-document.ts';
import { newDesk } from '../src/modules/desk/fixtures.ts';
import { keepDocument, putUnit, receiveDocument, vaultFromEnvironment } from '../src/modules/desk/index.ts';
import { personView } from '../src/modules/people/index.ts';
import { type Actor, execute, signInAs } from '../src/platform/auth/index.ts';
import { testHouse } from './database.ts';
import { testService } from './service.ts';

const house = await testHouse('empty', '2024-02-10T08:00:00Z');
const administrator: Actor = { id: 'operator', name: 'narvaro', roles: ['administrator'] };

it('§12.1 handed in on the 14th at 15:55, forwarded on the 16th, taken over: the case knows the day and the place', async () => {
  const { person, receive } = await reporting(house);
  const { personId } = await person();
  house.clock.set('2024-02-14T14:55:00Z');
  const desk = await newDesk(house, { arrivalCounts: true });
  const service = await testService(house);
  const of = { placeId: desk.placeId, documentId: house.newId(), mediaType: 'application/pdf' };
  const said = { agency: 'arbetsformedlingen', kind: 'activity-report', how: 'scan' };
  async function* paper() {
    yield Buffer.from('%PDF-1.7 a report');
  }
  await keepDocument(vaultFromEnvironment({ NARVARO_DATA: house.data }, house.keys), paper(), of, (kept) =>
    execute(house, desk.officer, receiveDocument, { ...of, ...said, ...kept }),
  );

  house.clock.set('2024-02-16T08:00:00Z');
  const { actor, headers } = await signInAs(house, ['caseworker'], 'Cecilia');
  const unit = { agency: 'arbetsformedlingen', name: 'Rapporter', takes: ['activity-report'], members: [actor.id] };
  const days = { remindAfterDays: null, escalateAfterDays: null, email: null };
  await execute(house, administrator, putUnit, { id: null, version: null, ...unit, ...days });
  await execute(house, desk.officer, forwardDocument, { placeId: of.placeId, documentId: of.documentId });
  const get = (url: string) => service.server.inject({ url, headers: { ...headers, accept: 'text/html' } });
  const path = `/documents/${of.placeId}/${of.documentId}`;
  const acknowledged = await service.server.inject({ method: 'POST', url: `${path}/acknowledge`, headers });
  expect(acknowledged.statusCode).toBe(303);
  // One way: the person is found on the document's page, the file is opened with its reason, and the page of the report is there, filled in.
  const { number } = await personView(house, actor, personId).then((view) => view!);
  const find = async (terms: Record<string, string>) =>
    service.server.inject({
      method: 'POST',
      url: `${path}/person`,
      headers: { ...headers, 'content-type': 'application/x-www-form-urlencoded', accept: 'text/html' },
      payload: new URLSearchParams(terms).toString(),
    });
  expect((await find({ number: '', name: '' })).statusCode).toBe(422);
  expect((await find({ number: '', name: 'Ingen Sådan' })).body).toContain('Ingen person stämmer med det du skrev');
  const onward = (html: string) =>
    new RegExp(`href="(/people/${personId}/(?:open|report)[^"]*)"`).exec(html)![1]!.replaceAll('&amp;', '&');
  const reason = await get(onward((await find({ number: number!, name: '' })).body));
  expect(reason.body).toMatch(/<input[^>]*value="record-documents"[^>]*checked/);
  const back = /name="return" value="([^"]*)"/.exec(reason.body)![1]!.replaceAll('&amp;', '&');
  const openedFile = await service.server.inject({
    method: 'POST',
    url: `/people/${personId}/open`,
    headers: { ...headers, 'content-type': 'application/x-www-form-urlencoded', accept: 'text/html' },
    payload: new URLSearchParams({ return: back, reason: 'record-documents', reasonText: '', identification: '' }).toString(),
  });
  expect(openedFile.statusCode).toBe(303);
  const way = String(openedFile.headers.location);
  expect(way).toContain(`/people/${personId}/report/2024-01`);
  expect(onward((await get(path)).body)).toBe(way);
  const form = (await get(way)).body;
  expect(form).toMatch(/<input[^>]*name="handedInOn"[^>]*value="2024-02-14"|<input[^>]*value="2024-02-14"[^>]*name="handedInOn"/);
  expect(form).toMatch(new RegExp(`value="${desk.placeCode}"`));
  const handedIn = { on: '2024-02-14', at: desk.placeCode };
  expect(await receive(actor, personId, { arrivedOn: '2024-02-16', handedIn })).toMatchObject({ timely: 'in-time' });
});

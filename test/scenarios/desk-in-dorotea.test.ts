/**
 * A day at the service office in Dorotea, through the front door of several modules: someone without e-identification hands in a report on paper
 * while the network is away; another is guided in registration and books a meeting; the manager reads the week.
 */
import { sql } from 'kysely';
import { beforeAll, describe, expect, it } from 'vitest';
import { jobs } from '../../src/app/schedule.ts';
import { hasRegistered, reporting } from '../../src/modules/cases/fixtures.ts';
import { listReports } from '../../src/modules/cases/store/report.ts';
import {
  contextOf,
  documentContext,
  encodeOperation,
  fromBase64,
  ownTicket,
  toBase64,
} from '../../src/modules/desk/device/protocol.ts';
import { newDesk, serviceCentre, type TestDesk } from '../../src/modules/desk/fixtures.ts';
import { loadGeneratedVisits, putUnit } from '../../src/modules/desk/index.ts';
import { newReceiptCode, shownReceiptCode } from '../../src/modules/desk/receipt-code.ts';
import { opened, signIn } from '../../src/modules/people/fixtures.ts';
import { execute, operator, type SignedIn } from '../../src/platform/auth/index.ts';
import { plainDate } from '../../src/platform/clock/index.ts';
import { randomId } from '../../src/platform/ids/index.ts';
import { runJob } from '../../src/platform/jobs/index.ts';
import { sealBox } from '../../src/platform/sealed-box/index.ts';
import { seal, sealingKey } from '../../src/platform/sealing/index.ts';
import { booked } from '../booked.ts';
import { testHouse } from '../database.ts';
import { clientOf, textOf } from '../planner-client.ts';
import { testService } from '../service.ts';

const house = await testHouse('empty', '2024-02-14T14:50:00Z');
const { server } = await testService(house);
const { person, states } = await reporting(house);
const atTheCounter = { arrived: '2024-02-14T14:53:00.000Z', handedIn: '2024-02-14T14:55:00.000Z' };
/** Sessions end overnight: everyone signs in anew. */
const cecilia = () => signIn(house, { name: 'Cecilia', roles: ['caseworker'] });
const staffAgain = async ({ placeCode }: TestDesk, position: 'counter' | 'manager') =>
  (await signIn(house, { name: `${position} ${placeCode}`, roles: ['desk-officer'], organisation: serviceCentre }))
    .headers as Headers;

beforeAll(async () => {
  const unit = { agency: 'arbetsformedlingen', name: 'Aktivitetsrapporter', takes: ['activity-report'] };
  const days = { remindAfterDays: null, escalateAfterDays: null, email: null };
  await execute(house, operator, putUnit, { ...unit, ...days, id: null, version: null, members: [(await cecilia()).actor.id] });
});

type Headers = SignedIn['headers'];
const as = (headers: object) => clientOf(server, { headers: headers as Headers });

interface State {
  csrf: string;
  publicKey: string;
  deviceCode: string | null;
}

/** A tablet at the counter: what it notes without network, and sends when it is back. */
async function tabletAt(desk: TestDesk) {
  const deviceId = randomId();
  const base = `/desk/${desk.placeId}/sync`;
  let headers = desk.headers.officer;
  const ask = async () => (await server.inject({ url: `${base}?device=${deviceId}`, headers })).json<State>();
  const post = async (url: string, payload: object | Buffer, type: object = {}) => {
    const { csrf } = await ask();
    const answer = await server.inject({
      method: 'POST',
      url,
      headers: { ...headers, 'x-csrf-token': csrf, ...type },
      payload,
    });
    expect([url, answer.statusCode]).toEqual([url, 200]);
    return answer.json<{ answers: { outcome: string }[] }>().answers;
  };
  await post(`${base}/device`, { deviceId });
  const { publicKey, deviceCode } = await ask();
  const noted: { seq: number; opId: string; sealed: string }[] = [];
  const note = async (kind: 'note-arrival' | 'receive-document' | 'end-visit', input: object, at: string, key?: Uint8Array) => {
    const [seq, opId] = [noted.length + 1, randomId()];
    const said = {
      kind,
      input: { ...input },
      at,
      contact: null,
      by: null,
      ...(key === undefined ? {} : { documentKey: toBase64(key) }),
    };
    const box = await sealBox(fromBase64(publicKey), encodeOperation(said), contextOf(deviceId, { seq, opId }));
    noted.push({ seq, opId, sealed: toBase64(box) });
  };
  const sending = () => ({ deviceId, deviceNow: house.clock.now(), travelMs: 0 });
  return {
    ticket: ownTicket('A', deviceCode!, 1),
    note,
    /** The document that was noted last, sealed as it lay on the tablet. */
    async send(content: Buffer, key: Uint8Array): Promise<string[]> {
      headers = await staffAgain(desk, 'counter');
      const outcomes = (await post(base, { ...sending(), ops: noted })).map(({ outcome }) => outcome);
      const wanted = noted[outcomes.indexOf('document')]!;
      const pieces: Uint8Array[] = [];
      for await (const piece of seal([content], await sealingKey(key), documentContext(wanted.opId))) pieces.push(piece);
      const form = new FormData();
      for (const [name, value] of Object.entries({ ...sending(), ...wanted })) form.append(name, String(value));
      form.append('document', new Blob([Buffer.concat(pieces)]), 'sealed');
      const request = new Request('http://local/', { method: 'POST', body: form });
      const type = { 'content-type': request.headers.get('content-type')! };
      outcomes.push(
        ...(await post(`${base}/document`, Buffer.from(await request.arrayBuffer()), type)).map(({ outcome }) => outcome),
      );
      const rest = noted.slice(noted.indexOf(wanted) + 1);
      outcomes.push(...(await post(base, { ...sending(), ops: rest })).map(({ outcome }) => outcome));
      return outcomes;
    },
  };
}

/** On the 14th at 15:55, without network. Gives the id of the document, the code of its receipt, and what sends it on the 16th. */
async function handInOnPaper(desk: TestDesk) {
  house.clock.set('2024-02-14T14:50:00Z');
  const tablet = await tabletAt(desk);
  const [visitId, documentId, code] = [randomId(), randomId(), newReceiptCode()];
  const key = crypto.getRandomValues(new Uint8Array(32));
  await tablet.note(
    'note-arrival',
    { visitId, serviceId: desk.serviceId, topic: 'activity-report', ticket: tablet.ticket },
    atTheCounter.arrived,
  );
  const paper = { documentId, visitId, receiptCode: code, agency: 'arbetsformedlingen', kind: 'activity-report', how: 'photo' };
  await tablet.note('receive-document', paper, atTheCounter.handedIn, key);
  await tablet.note('end-visit', { visitId, outcome: 'document-forwarded', reason: null }, '2024-02-14T14:58:00.000Z');
  const send = async (): Promise<void> => {
    house.clock.set('2024-02-16T09:00:00Z');
    const content = Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.alloc(50_000, 7)]);
    expect(new Set(await tablet.send(content, key))).toEqual(new Set(['done', 'document']));
  };
  return { documentId, code, send };
}

/** The night's look at reports that did not come, as the service runs it; gives what it says that it waits for. */
async function night(on: string): Promise<unknown> {
  house.clock.set(`${on}T01:00:00Z`);
  const { report } = await runJob(
    house,
    jobs({}).find(({ name }) => name === 'cases.watch-report-deadlines')!,
  );
  return (report as { months: { waitsFor: unknown }[] }).months.at(-1)!.waitsFor;
}

/** The desk sends it on, the unit takes it over, reads it and writes it down as the person's report. */
async function takenIn(desk: TestDesk, documentId: string, personId: string): Promise<void> {
  house.clock.set('2024-02-19T09:00:00Z');
  const officer = as(await staffAgain(desk, 'counter'));
  const sentOn = await officer.post(`/desk/${desk.placeId}/documents/${documentId}/forward`, {});
  expect(sentOn.location, textOf(sentOn)).toContain('done=forwarded');
  house.clock.set('2024-02-19T13:00:00Z');
  const { actor, headers } = await cecilia();
  await opened(house, actor, personId);
  const unit = as(headers);
  const path = `/documents/${desk.placeId}/${documentId}`;
  expect((await unit.get('/documents')).html).toContain(path);
  expect((await unit.post(`${path}/acknowledge`, {})).location).toContain('done=acknowledged');
  expect((await unit.get(`${path}/file`)).html.startsWith('%PDF-1.7')).toBe(true);
  // The page of the document leads to the person's report, with the day and the place of its arrival filled in.
  const link = new RegExp(`href="(/people/${personId}/report/2024-01[^"]*)"`).exec((await unit.get(path)).html)!;
  const way = link[1]!.replaceAll('&amp;', '&');
  const { html } = await unit.get(way);
  expect(/<input[^>]*name="handedInOn"[^>]*>/.exec(html)![0]).toContain('value="2024-02-14"');
  expect(html).toMatch(new RegExp(`<option[^>]*value="${desk.placeCode}"[^>]*selected|selected[^>]*value="${desk.placeCode}"`));
  const handedIn = { handedInOn: '2024-02-14', handedInAt: desk.placeCode };
  const activity = {
    'activities.0.kind': 'job',
    'activities.0.date': '2024-01-12',
    'activities.0.what': 'Kock',
    'activities.0.where': 'Dorotea',
  };
  const written = await unit.post(way.split('?')[0]!, {
    ...handedIn,
    version: '0',
    ...activity,
    channel: 'paper',
    arrivedOn: '2024-02-16',
    next: 'receive',
  });
  expect(written.location, textOf(written)).toContain('done=received');
}

describe('§10.3 a report on paper, handed in on the 14th at 15:55 while the network was away', () => {
  it.each([
    ['that it counts', true, 'in-time', []],
    ['that it does not', false, 'late', ['raised']],
    ['nothing', null, 'undecided', ['withheld']],
  ] as const)('the agreement says %s', async (_says, arrivalCounts, timely, signals) => {
    const { actor, personId, number } = await person();
    const silent = await person();
    const told = async (one: typeof personId) => (await states(one)).map(([, state]) => state);
    house.clock.set('2024-02-14T14:50:00Z');
    const desk = await newDesk(house, { arrivalCounts });
    const { documentId, code, send } = await handInOnPaper(desk);
    // Whose paper it is stands on the paper alone: while the tablet is away, and until the paper is read, nothing follows for anyone.
    expect(await night('2024-02-15')).toEqual({ papers: 0, devices: 1 });
    expect(await night('2024-02-16')).toEqual({ papers: 0, devices: 1 });
    await send();
    expect(await night('2024-02-17')).toEqual({ papers: 1, devices: 0 });
    for (const one of [personId, silent.personId]) expect(await told(one)).toEqual([]);
    const receipt = await as({}).get(`/receipt/${shownReceiptCode(code)}`);
    expect(textOf(receipt)).toContain('14 februari 2024');
    expect(textOf(receipt)).toContain('15:55');
    await takenIn(desk, documentId, personId);

    expect(await listReports(house.db, personId)).toMatchObject([
      { timely, handedInOn: '2024-02-14', handedInAt: desk.placeCode },
    ]);
    expect(await night('2024-02-20')).toBeNull();
    expect(await told(personId)).toEqual(signals);
    // Who really did not report is told of now.
    expect(await told(silent.personId)).toEqual(['raised']);
    // The person sees when and where it was handed in.
    const own = as((await signIn(house, { name: actor.name, identity: { personalNumber: number } })).headers);
    const seen = textOf(await own.get('/my/report/2024-01/receipt'));
    expect(seen).toContain('14 februari 2024');
    expect(seen).toContain('Servicekontor på prov');
    expect(textOf(receipt)).not.toContain(number);
  });
});

it('a visitor is guided in registration and a meeting is booked; the manager’s week shows the visits and the staffing need', async () => {
  house.clock.set('2024-03-11T09:20:00Z');
  const desk = await newDesk(house);
  await loadGeneratedVisits(house, desk.placeId, {
    from: plainDate('2024-02-12'),
    to: plainDate('2024-03-08'),
    perDay: 40,
    hours: ['10:00', '16:00'],
  });
  const [host, officer, at] = [as(desk.headers.host), as(desk.headers.officer), `/desk/${desk.placeId}`];
  await officer.post(`${at}/counters/${desk.counterIds[0]}/open`, {});
  house.clock.set('2024-03-11T09:30:00Z');
  await host.post(`${at}/arrivals`, { topic: `${desk.serviceId}:register`, language: 'ar' });
  await officer.post(`${at}/counters/${desk.counterIds[0]}/next`, {});
  const visit = /\/visits\/([\w-]{36})\/serve/.exec((await officer.get(`${at}/counter`)).html)![1]!;
  const act = async (name: string, fields: Record<string, string> = {}) => {
    const { status, html } = await officer.post(`${at}/visits/${visit}/${name}`, fields);
    expect([name, status], html).toEqual([name, 303]);
  };
  await act('serve');
  // At the office's computer, with an e-identification of their own.
  const visitor = await hasRegistered(house, 'Samir');
  house.clock.set('2024-03-11T09:55:00Z');
  await act('step', { stepId: randomId(), what: 'guided', service: 'registration', step: 'work', autonomy: 'together' });
  await booked(house, visitor.actor, visitor.personId, { start: '2024-03-20T10:00:00+01:00' });
  await act('step', { stepId: randomId(), what: 'meeting-booked' });
  await act('end', { outcome: 'meeting-booked' });

  house.clock.set('2024-03-15T15:00:00Z');
  const manager = as(await staffAgain(desk, 'manager'));
  const week = textOf(await manager.get(`${at}/week?week=2024-03-11&percent=80&minutes=15`));
  expect(week).toMatch(/1 besök/);
  expect(week).toContain('Målet är att 80 % ska få komma fram inom 15 minuter');
  const next = textOf(await manager.get(`${at}/week?week=2024-03-18&percent=80&minutes=15`));
  expect(next).toContain('Så många diskar behövs');
  const { rows } = await sql<{ what: string; seconds: number | null }>`
    select what, seconds from desk.stat_step where visit_id = ${visit} and what in ('guided', 'meeting-booked') order by what`.execute(
    house.db,
  );
  expect(rows.map(({ what }) => what)).toEqual(['guided', 'meeting-booked']);
});

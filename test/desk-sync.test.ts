/** What devices noted without network comes in: in order, once, at the instant when it happened, whatever is cut and sent again. */
import { sql } from 'kysely';
import { beforeEach, describe, expect, it } from 'vitest';
import {
  contextOf,
  documentContext,
  encodeOperation,
  fromBase64,
  type Operation,
  ownTicket,
  toBase64,
} from '../src/modules/desk/device/protocol.ts';
import type { DeskState } from '../src/modules/desk/device/place-facts.ts';
import { newReceiptCode } from '../src/modules/desk/receipt-code.ts';
import { newDesk, type TestDesk } from '../src/modules/desk/fixtures.ts';
import { type Instant, later } from '../src/platform/clock/index.ts';
import { randomId } from '../src/platform/ids/index.ts';
import { sealBox } from '../src/platform/sealed-box/index.ts';
import { testHouse } from './database.ts';
import { seal, sealingKey } from '../src/platform/sealing/index.ts';
import { testService } from './service.ts';

const arrived = '2024-02-14T14:55:00.000Z' as Instant;
const back = '2024-02-14T15:20:00.000Z' as Instant;
const hour = 3_600_000;
const house = await testHouse('empty', '2024-02-14T14:50:00Z');
const { server } = await testService(house);
const desk: TestDesk = await newDesk(house);

/** A tablet: numbers what it notes, seals it and sends it, with a clock that is `behind` milliseconds behind. */
class Tablet {
  readonly id = randomId();
  readonly outbox: { seq: number; opId: string; sealed: string }[] = [];
  code = '';
  by: string | null = null;
  #state: DeskState | null = null;

  readonly at: TestDesk;
  readonly behind: number;
  readonly headers: TestDesk['headers']['host'];

  constructor(at: TestDesk = desk, behind = 0, headers = at.headers.host) {
    this.at = at;
    this.behind = behind;
    this.headers = headers;
  }

  async ask(): Promise<DeskState> {
    const answer = await server.inject({ url: `/desk/${this.at.placeId}/sync?device=${this.id}`, headers: this.headers });
    expect([answer.statusCode, answer.statusCode === 200 ? '' : answer.body]).toEqual([200, '']);
    return (this.#state = answer.json<DeskState>());
  }

  async enrol(): Promise<this> {
    await this.ask();
    const payload = { deviceId: this.id };
    const answer = await server.inject({
      method: 'POST',
      url: `/desk/${this.at.placeId}/sync/device`,
      headers: { ...this.headers, 'x-csrf-token': this.#state!.csrf },
      payload,
    });
    this.code = answer.json<{ code: string }>().code;
    return this;
  }

  clock(at: Instant): string {
    return later(at, -this.behind);
  }

  async note(
    kind: Operation['kind'],
    input: Record<string, unknown>,
    at: Instant,
    contact: Operation['contact'] = null,
    key: Uint8Array | null = null,
  ): Promise<void> {
    const seq = this.outbox.length + 1;
    const opId = randomId();
    const bytes = encodeOperation({
      kind,
      input,
      at: this.clock(at),
      contact,
      by: this.by,
      ...(key === null ? {} : { documentKey: toBase64(key) }),
    });
    const box = await sealBox(fromBase64(this.#state!.publicKey), bytes, contextOf(this.id, { seq, opId }));
    this.outbox.push({ seq, opId, sealed: toBase64(box) });
  }

  async arrival(at: Instant, number = 1, visitId: string = randomId()): Promise<string> {
    const ticket = ownTicket('A', this.code, number);
    await this.note('note-arrival', { visitId, serviceId: this.at.serviceId, topic: 'register', ticket }, at);
    return visitId;
  }

  send(ops = this.outbox, headers = this.headers, csrf = this.#state!.csrf) {
    return server.inject({
      method: 'POST',
      url: `/desk/${this.at.placeId}/sync`,
      headers: { ...headers, 'x-csrf-token': csrf },
      payload: { deviceId: this.id, deviceNow: this.clock(house.clock.now()), travelMs: 0, ops },
    });
  }

  async outcomes(ops = this.outbox): Promise<string[]> {
    const answer = await this.send(ops);
    expect([answer.statusCode, answer.statusCode === 200 ? '' : answer.body]).toEqual([200, '']);
    return answer.json<{ answers: { outcome: string }[] }>().answers.map(({ outcome }) => outcome);
  }
}

const visits = async (of: Tablet) =>
  (
    await sql<{ ticket: string; at: string; state: string }>`
      select ticket, arrived_at as at, state from desk.visit where device_id = ${of.id} order by arrived_at, ticket`.execute(
      house.db,
    )
  ).rows.map(({ at, ...rest }) => ({ ...rest, at: new Date(at).toISOString() }));

beforeEach(() => house.clock.set(back));

describe('what was noted without network', () => {
  it.each(['host', 'officer', 'manager'] as const)(
    'of a %s comes in in its order, and happened when the device says',
    async (who) => {
      const tablet = await new Tablet(desk, 0, desk.headers[who]).enrol();
      const visitId = await tablet.arrival(arrived);
      await tablet.note('serve-visit', { visitId, counterId: null }, later(arrived, 60_000));
      await tablet.note('note-step', { visitId, stepId: randomId(), what: 'informed', details: {} }, later(arrived, 120_000));
      await tablet.note('end-visit', { visitId, outcome: 'solved', reason: null }, later(arrived, 180_000));
      expect(await tablet.outcomes()).toEqual(['done', 'done', 'done', 'done']);
      expect(await visits(tablet)).toEqual([{ ticket: `A·${tablet.code}-1`, at: arrived, state: 'ended' }]);
      const { rows } = await sql<{ what: string; at: string }>`
      select what, at from desk.visit_step where visit_id = ${visitId} order by at`.execute(house.db);
      expect(rows.map(({ what }) => what)).toEqual(['arrived', 'serving', 'informed', 'ended']);
      expect(new Date(rows[3]!.at).toISOString()).toBe(later(arrived, 180_000));
    },
  );

  it('keeps what was typed: when the visitor had booked, and how long guidance took, in which step', async () => {
    const tablet = await new Tablet().enrol();
    const visitId = randomId();
    const ticket = ownTicket('A', tablet.code, 1);
    const came = { visitId, serviceId: desk.serviceId, topic: 'register', ticket, bookedFor: null, bookedTime: '16:15' };
    await tablet.note('note-arrival', came, arrived);
    await tablet.note('serve-visit', { visitId, counterId: null }, later(arrived, 60_000));
    const details = { service: 'registration', step: 'contact', autonomy: 'together', seconds: null };
    await tablet.note('note-step', { visitId, stepId: randomId(), what: 'guided', details }, later(arrived, 360_000));
    expect(await tablet.outcomes()).toEqual(['done', 'done', 'done']);
    const { rows } = await sql<{ booked: string; details: object }>`
      select v.booked_for as booked, s.details from desk.visit v join desk.visit_step s on s.visit_id = v.id
      where v.id = ${visitId} and s.what = 'guided'`.execute(house.db);
    expect(new Date(rows[0]!.booked).toISOString()).toBe('2024-02-14T15:15:00.000Z');
    expect(rows[0]!.details).toEqual({ ...details, seconds: 300 });
  });

  it('is done once, however often and in whatever parts it is sent', async () => {
    const tablet = await new Tablet().enrol();
    const visitId = await tablet.arrival(arrived);
    await tablet.note('end-visit', { visitId, outcome: 'left', reason: null }, later(arrived, 60_000));
    for (const parts of [tablet.outbox.slice(0, 1), tablet.outbox, tablet.outbox, tablet.outbox.slice(1)]) {
      expect(new Set(await tablet.outcomes(parts))).toEqual(new Set(['done']));
    }
    expect(await visits(tablet)).toHaveLength(1);
    const { rows } = await sql`select from desk.visit_step where visit_id = ${visitId}`.execute(house.db);
    expect(rows).toHaveLength(2);
  });

  it('waits for what came before it: a gap is refused, and nothing after it is done', async () => {
    const tablet = await new Tablet().enrol();
    await tablet.arrival(arrived, 1);
    await tablet.arrival(arrived, 2);
    expect((await tablet.send(tablet.outbox.slice(1))).statusCode).toBe(409);
    expect(await visits(tablet)).toEqual([]);
    expect((await tablet.ask()).next).toBe(1);
    expect(await tablet.outcomes()).toEqual(['done', 'done']);
    expect((await tablet.ask()).next).toBe(3);
  });

  it('takes no other thing under a number that was used', async () => {
    const tablet = await new Tablet().enrol();
    await tablet.arrival(arrived);
    await tablet.outcomes();
    const copy = { ...tablet.outbox[0]!, opId: randomId() };
    expect((await tablet.send([copy])).statusCode).toBe(409);
  });
});

describe('the time', () => {
  it.each([5 * hour, -5 * hour])('is right to the second on a device whose clock is %i ms behind', async (behind) => {
    const tablet = await new Tablet(desk, behind).enrol();
    await tablet.arrival(arrived);
    expect(await tablet.outcomes()).toEqual(['done']);
    expect(await visits(tablet)).toMatchObject([{ at: arrived }]);
  });

  it('is right when the clock was set after it was noted: what it showed at the last contact counts', async () => {
    const contact = { at: later(arrived, -hour), skewMs: -2 * hour, steadyMs: hour };
    const ahead = await new Tablet(desk, -2 * hour).enrol();
    await ahead.note(
      'note-arrival',
      { visitId: randomId(), serviceId: desk.serviceId, topic: 'register', ticket: ownTicket('A', ahead.code, 1) },
      arrived,
      contact,
    );
    Object.assign(ahead, { behind: 0 });
    expect(await ahead.outcomes()).toEqual(['done']);
    expect(await visits(ahead)).toMatchObject([{ at: arrived }]);
  });

  it('is never after it came here, and stays as it was reckoned the first time', async () => {
    const tablet = await new Tablet().enrol();
    await tablet.arrival(later(back, hour));
    expect(await tablet.outcomes()).toEqual(['done']);
    house.clock.set(later(back, hour / 2));
    expect(await tablet.outcomes()).toEqual(['done']);
    expect(await visits(tablet)).toMatchObject([{ at: back }]);
  });
});

describe('when it is cut', () => {
  it('after the service did it and before it said so: the row is there, the answer is found, nothing is done twice', async () => {
    const tablet = await new Tablet().enrol();
    const visitId = await tablet.arrival(arrived);
    await tablet.outcomes();
    await sql`update desk.synced set outcome = 'begun' where device_id = ${tablet.id}`.execute(house.db);
    house.clock.set(later(back, 5 * 60_000));
    Object.assign(tablet, { behind: 1234 });
    await tablet.note('end-visit', { visitId, outcome: 'left', reason: null }, later(arrived, 60_000));
    expect(await tablet.outcomes()).toEqual(['done', 'done']);
    expect(await visits(tablet)).toMatchObject([{ at: arrived, state: 'ended' }]);
  });

  it('and the page’s own form had come through: it is one visit, and someone is told that its number is another', async () => {
    const tablet = await new Tablet().enrol();
    const visitId = await tablet.arrival(arrived);
    const { opId } = tablet.outbox[0]!;
    const { csrf } = await tablet.ask();
    const sent = await server.inject({
      method: 'POST',
      url: `/desk/${desk.placeId}/arrivals`,
      headers: tablet.headers,
      payload: { _csrf: csrf, _requestId: opId, visitId, topic: `${desk.serviceId}:register` },
    });
    expect(sent.statusCode).toBe(303);
    await tablet.note('end-visit', { visitId, outcome: 'left', reason: null }, arrived);
    expect(await tablet.outcomes()).toEqual(['ticket-other', 'done']);
    const { rows } = await sql`select from desk.visit where id = ${visitId}`.execute(house.db);
    expect(rows).toHaveLength(1);
  });

  it('and someone else sends it then, it is still done once', async () => {
    const tablet = await new Tablet().enrol();
    await tablet.arrival(arrived);
    await tablet.outcomes();
    await sql`update desk.synced set outcome = 'begun' where device_id = ${tablet.id}`.execute(house.db);
    Object.assign(tablet, { headers: desk.headers.officer });
    await tablet.ask();
    expect(await tablet.outcomes()).toEqual(['done']);
    expect(await visits(tablet)).toHaveLength(1);
  });

  it('two tabs that send the same at once do it once', async () => {
    const tablet = await new Tablet().enrol();
    for (const number of [1, 2, 3, 4]) await tablet.arrival(later(arrived, number * 1000), number);
    const answers = await Promise.all([tablet.send(), tablet.send(), tablet.send()]);
    // One that comes to a number which another is just doing is told to ask again.
    for (const { statusCode } of answers) expect([200, 409]).toContain(statusCode);
    expect(new Set(await tablet.outcomes())).toEqual(new Set(['done']));
    expect(await visits(tablet)).toHaveLength(4);
  });

  it('a session that ended meanwhile: nothing is lost, and after signing in again it goes on', async () => {
    const tablet = await new Tablet().enrol();
    await tablet.arrival(arrived);
    expect((await tablet.send(tablet.outbox, {} as never)).statusCode).toBe(401);
    expect(await tablet.outcomes()).toEqual(['done']);
  });
});

describe('two devices', () => {
  it('do not disturb each other, and never give the same ticket', async () => {
    const [one, other] = [await new Tablet().enrol(), await new Tablet(desk, 3 * hour).enrol()];
    expect(one.code).not.toBe(other.code);
    for (const number of [1, 2, 3])
      for (const tablet of [one, other]) await tablet.arrival(later(arrived, number * 1000), number);
    const both = await Promise.all([one.outcomes(), other.outcomes()]);
    expect(new Set(both.flat())).toEqual(new Set(['done']));
    const all = [...(await visits(one)), ...(await visits(other))];
    expect(new Set(all.map(({ ticket }) => ticket)).size).toBe(6);
  });

  it('that did the same to one visit: the first holds, the second is refused and shown', async () => {
    const [one, other] = [await new Tablet().enrol(), await new Tablet().enrol()];
    const visitId = await one.arrival(arrived);
    await one.note('end-visit', { visitId, outcome: 'solved', reason: null }, later(arrived, 60_000));
    await other.note('end-visit', { visitId, outcome: 'left', reason: null }, later(arrived, 90_000));
    expect(await one.outcomes()).toEqual(['done', 'done']);
    expect(await other.outcomes()).toEqual(['visit-state']);
    const refused = (await other.ask()).refused.filter(({ deviceId }) => deviceId === other.id);
    expect(refused).toMatchObject([{ deviceId: other.id, code: other.code, seq: 1, kind: 'end-visit' }]);
    expect(refused[0]!.todo.length).toBeGreaterThan(10);
  });
});

describe('a refusal', () => {
  it('stops what follows of the same visit and nothing else; it is kept until someone has looked at it', async () => {
    const desk2 = await newDesk(house);
    const tablet = await new Tablet(desk2).enrol();
    const bad = randomId();
    const input = { serviceId: desk2.serviceId, topic: 'no-such-topic', ticket: ownTicket('A', tablet.code, 1) };
    await tablet.note('note-arrival', { ...input, visitId: bad }, arrived);
    await tablet.note('end-visit', { visitId: bad, outcome: 'solved', reason: null }, arrived);
    await tablet.arrival(arrived, 2);
    expect(await tablet.outcomes()).toEqual(['topic-unknown', 'refused-before', 'done']);
    expect(await tablet.outcomes()).toEqual(['topic-unknown', 'refused-before', 'done']);
    const state = await tablet.ask();
    expect(state.refused.map(({ seq }) => seq)).toEqual([1, 2]);
    const settle = (seq: number) =>
      server.inject({
        method: 'POST',
        url: `/desk/${desk2.placeId}/sync/settled`,
        headers: { ...tablet.headers, 'x-csrf-token': state.csrf },
        payload: { deviceId: tablet.id, seq },
      });
    expect((await settle(1)).statusCode).toBe(200);
    expect((await settle(1)).statusCode).toBe(404);
    expect((await tablet.ask()).refused.map(({ seq }) => seq)).toEqual([2]);
  });

  it('comes for what cannot be opened or read, and the rest goes on', async () => {
    const tablet = await new Tablet().enrol();
    await tablet.arrival(arrived, 1);
    tablet.outbox[0]!.sealed = toBase64(new Uint8Array(200));
    await tablet.arrival(arrived, 2);
    expect(await tablet.outcomes()).toEqual(['note-unreadable', 'done']);
  });

  it.each(['a\0b', '19910514-2385', 'Amina'])('comes for one who is no account (%j), of whom nothing is kept', async (by) => {
    const tablet = await new Tablet().enrol();
    tablet.by = by;
    await tablet.arrival(arrived, 1);
    tablet.by = null;
    await tablet.arrival(arrived, 2);
    expect(await tablet.outcomes()).toEqual(['note-unreadable', 'done']);
    const { rows } = await sql`select 1 from desk.synced where noted_by is not null and noted_by !~ '^[0-9a-f-]{36}$'`.execute(
      house.db,
    );
    expect(rows).toEqual([]);
  });
});

/** A document of one page, sealed on the tablet as the browser does it, and sent as a form. */
class Paper {
  readonly code = newReceiptCode();
  readonly documentId = randomId();
  readonly key = crypto.getRandomValues(new Uint8Array(32));
  sealed: Buffer = Buffer.alloc(0);
  readonly content: Buffer;

  constructor(content: Buffer = Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.alloc(200_000, 7)])) {
    this.content = content;
  }

  async handIn(tablet: Tablet, visitId: string | null, at: Instant): Promise<this> {
    const input = { documentId: this.documentId, visitId, receiptCode: this.code, agency: 'arbetsformedlingen' };
    await tablet.note('receive-document', { ...input, kind: 'activity-report', how: 'photo' }, at, null, this.key);
    const context = documentContext(tablet.outbox.at(-1)!.opId);
    const pieces: Uint8Array[] = [];
    for await (const piece of seal([this.content], await sealingKey(this.key), context)) pieces.push(piece);
    this.sealed = Buffer.concat(pieces);
    return this;
  }

  /** Sends it; `cut`: only so many bytes of the form come, and the connection goes. */
  async send(tablet: Tablet, sealed = this.sealed) {
    const form = new FormData();
    const { seq, opId, sealed: box } = tablet.outbox.find(({ opId: id }) => id === tablet.outbox.at(-1)!.opId)!;
    const fields = { deviceId: tablet.id, deviceNow: tablet.clock(house.clock.now()), travelMs: 0, seq, opId, sealed: box };
    for (const [name, value] of Object.entries(fields)) form.append(name, String(value));
    form.append('document', new Blob([Uint8Array.from(sealed)]), 'sealed');
    const { csrf } = await tablet.ask();
    const request = new Request('http://local/', { method: 'POST', body: form });
    return server.inject({
      method: 'POST',
      url: `/desk/${tablet.at.placeId}/sync/document`,
      headers: { ...tablet.headers, 'x-csrf-token': csrf, 'content-type': request.headers.get('content-type')! },
      payload: Buffer.from(await request.arrayBuffer()),
    });
  }

  async rows() {
    const { rows } = await sql<{ at: string; code: string; visit: string | null; device: string; bytes: string }>`
      select arrived_at as at, receipt_code as code, visit_id as visit, device_id as device, bytes from desk.document
      where id = ${this.documentId}`.execute(house.db);
    return rows.map(({ at, ...rest }) => ({ ...rest, at: new Date(at).toISOString() }));
  }
}

const outcomeOf = (answer: { json(): unknown }): string[] =>
  (answer.json() as { answers: { outcome: string }[] }).answers.map(({ outcome }) => outcome);

describe('a document', () => {
  it('has arrived when the device says, under the code that the device gave, in its place among what was noted', async () => {
    const tablet = await new Tablet(desk, 5 * hour).enrol();
    const visitId = await tablet.arrival(arrived);
    const paper = await new Paper().handIn(tablet, visitId, arrived);
    expect(await tablet.outcomes()).toEqual(['done', 'document']);
    expect(outcomeOf(await paper.send(tablet))).toEqual(['done']);
    const [row] = await paper.rows();
    expect(row).toMatchObject({ at: arrived, code: paper.code, visit: visitId, device: tablet.id });
    const { rows } = await sql<{ what: string; at: string; details: { device?: string; skewMs?: number } }>`
      select what, at, details from desk.custody where document_id = ${paper.documentId} order by seq`.execute(house.db);
    expect(rows[0]).toMatchObject({ what: 'received', details: { device: tablet.id, skewMs: 5 * hour } });
  });

  it('sent again, before or after the service said so, is the same document', async () => {
    const tablet = await new Tablet().enrol();
    const paper = await new Paper().handIn(tablet, null, arrived);
    await tablet.outcomes();
    for (let times = 0; times < 3; times += 1) {
      expect(outcomeOf(await paper.send(tablet))).toEqual(['done']);
      // Killed between the command and its answer.
      await sql`update desk.synced set outcome = 'begun' where device_id = ${tablet.id}`.execute(house.db);
    }
    expect(await paper.rows()).toHaveLength(1);
  });

  it('keeps what comes after it waiting until it is here', async () => {
    const tablet = await new Tablet().enrol();
    const paper = await new Paper().handIn(tablet, null, arrived);
    expect(await tablet.outcomes()).toEqual(['document']);
    const [document] = tablet.outbox;
    const visitId = await tablet.arrival(later(arrived, 60_000));
    expect((await tablet.send(tablet.outbox.slice(1))).statusCode).toBe(409);
    tablet.outbox.splice(0, 2, document!);
    expect(outcomeOf(await paper.send(tablet))).toEqual(['done']);
    expect(visitId).not.toBe('');
  });

  it('is kept although the visit was refused: it is here', async () => {
    const tablet = await new Tablet().enrol();
    const visitId = randomId();
    await tablet.note(
      'note-arrival',
      { visitId, serviceId: desk.serviceId, topic: 'no-such', ticket: ownTicket('A', tablet.code, 1) },
      arrived,
    );
    const paper = await new Paper().handIn(tablet, visitId, arrived);
    expect(await tablet.outcomes()).toEqual(['topic-unknown', 'document']);
    expect(outcomeOf(await paper.send(tablet))).toEqual(['done']);
    expect(await paper.rows()).toMatchObject([{ visit: null, at: arrived }]);
  });

  it('that is no document is refused and shown, and can be tried again until someone has looked at it', async () => {
    const tablet = await new Tablet().enrol();
    const paper = await new Paper(Buffer.from('MZ what is this')).handIn(tablet, null, arrived);
    await tablet.outcomes();
    expect(outcomeOf(await paper.send(tablet))).toEqual(['document-type']);
    expect((await tablet.ask()).refused.map(({ deviceId }) => deviceId)).toContain(tablet.id);
    expect(outcomeOf(await paper.send(tablet))).toEqual(['document-type']);
  });

  it('that was changed on the way is refused, and one that was cut short too', async () => {
    for (const spoil of [
      (of: Buffer) => of.subarray(0, 150_000),
      (of: Buffer) => (of.writeUInt8(of.readUInt8(9000) ^ 1, 9000), of),
    ]) {
      const tablet = await new Tablet().enrol();
      const paper = await new Paper().handIn(tablet, null, arrived);
      await tablet.outcomes();
      expect(outcomeOf(await paper.send(tablet, spoil(Buffer.from(paper.sealed))))).toEqual(['note-unreadable']);
      expect(outcomeOf(await paper.send(tablet))).toEqual(['done']);
      expect(await paper.rows()).toHaveLength(1);
    }
  });
});

describe('who may', () => {
  it('no one of another office sends or asks here, and no device of another place is taken', async () => {
    const elsewhere = await newDesk(house);
    const tablet = await new Tablet(elsewhere).enrol();
    const asked = await server.inject({ url: `/desk/${desk.placeId}/sync`, headers: elsewhere.headers.host });
    expect(asked.statusCode).toBe(404);
    Object.assign(tablet, { at: desk, headers: desk.headers.host });
    await tablet.ask();
    await tablet.arrival(arrived);
    expect((await tablet.send()).statusCode).toBe(404);
  });

  it('what a device noted after it was ended is refused; what it noted before is taken', async () => {
    const tablet = await new Tablet().enrol();
    await tablet.arrival(arrived, 1);
    await tablet.arrival(later(arrived, 20 * 60_000), 2);
    await sql`update desk.device set ended_at = ${later(arrived, 10 * 60_000)} where id = ${tablet.id}`.execute(house.db);
    expect(await tablet.outcomes()).toEqual(['done', 'device-unknown']);
  });
});

/** The platform's promises, on a real database. */
import { spawn } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { command, execute, operator, visitor } from '../src/platform/auth/index.ts';
import { createServer, endpoint } from '../src/platform/http/index.ts';
import { migrate } from '../src/platform/db/index.ts';
import { deliverDue, type DeliveredEvent, startWorker, type Subscription } from '../src/platform/outbox/index.ts';
import { testHouse } from './database.ts';

const house = await testHouse('empty');

const note = command({
  name: 'test.note',
  roles: ['administrator'],
  input: z.object({ aggregate: z.string(), text: z.string().min(1) }),
  async run(_context, { aggregate, text }) {
    return { result: { text }, subject: aggregate, events: [{ aggregate, type: 'test.noted', payload: { text } }] };
  },
});

const count = async (table: string): Promise<number> =>
  Number((await sql<{ count: string }>`select count(*) as count from ${sql.raw(table)}`.execute(house.db)).rows[0]!.count);

describe('a command', () => {
  it('is refused before its input is read, and writes nothing', async () => {
    await expect(execute(house, visitor, note, { nonsense: true })).rejects.toMatchObject({ code: 'sign-in-required' });
    const analyst = { id: 'a', name: '', roles: ['analyst'] } as const;
    await expect(execute(house, analyst, note, {})).rejects.toMatchObject({ code: 'not-allowed' });
    await expect(execute(house, operator, note, { aggregate: 'a', text: '' })).rejects.toMatchObject({
      code: 'invalid-input',
      details: { fields: [{ field: 'text' }] },
    });
    expect(await count('platform.audit')).toBe(0);
    expect(await count('platform.event')).toBe(0);
  });

  it('acts once for one request id, also when two come at once, and gives the first answer again', async () => {
    const requestId = house.newId();
    const again = () => execute(house, operator, note, { aggregate: 'once', text: 'one' }, requestId);
    expect(await Promise.all([again(), again(), again()])).toEqual([{ text: 'one' }, { text: 'one' }, { text: 'one' }]);
    expect(await count('platform.audit')).toBe(1);
    const other = { ...operator, id: 'someone-else' };
    await expect(execute(house, other, note, { aggregate: 'once', text: 'one' }, requestId)).rejects.toMatchObject({
      code: 'request-repeated',
    });
  });

  it('refuses a request id that comes again with another input', async () => {
    const requestId = house.newId();
    await execute(house, operator, note, { aggregate: 'same-id', text: 'one' }, requestId);
    await expect(execute(house, operator, note, { aggregate: 'same-id', text: 'two' }, requestId)).rejects.toMatchObject({
      code: 'request-repeated',
    });
    expect(await execute(house, operator, note, { text: 'one', aggregate: 'same-id' }, requestId)).toEqual({ text: 'one' });
  });

  it('compares of an input what JSON can say: streams and functions are left out', async () => {
    const watched = command({
      name: 'test.watched',
      roles: ['administrator'],
      input: z.object({ name: z.string(), file: z.custom<Readable>(), onRow: z.custom<() => void>() }),
      run: async (_context, { name }) => ({ result: name, subject: 'test' }),
    });
    const requestId = house.newId();
    const ask = (name: string) =>
      execute(house, operator, watched, { name, file: Readable.from(['x']), onRow: () => undefined }, requestId);
    expect(await ask('a')).toBe('a');
    expect(await ask('a')).toBe('a');
    await expect(ask('b')).rejects.toMatchObject({ code: 'request-repeated' });
  });
});

describe('the audit', () => {
  it.each(['update platform.audit set actor = $$x$$', 'delete from platform.audit', 'truncate platform.audit'])(
    'is append-only in the database: %s',
    async (statement) => {
      await expect(sql.raw(statement).execute(house.db)).rejects.toThrow(/append-only/);
    },
  );
});

describe('the outbox', () => {
  const received: DeliveredEvent[] = [];
  let failing = 0;
  const subscription: Subscription = {
    name: 'test.reader',
    types: ['test.noted'],
    async handle(event) {
      if (event.payload['text'] === 'stuck' && failing-- > 0) throw new Error('not now');
      received.push(event);
    },
  };
  const write = (aggregate: string, text: string) => execute(house, operator, note, { aggregate, text });
  const textsOf = (aggregate: string) => received.filter((one) => one.aggregate === aggregate).map((one) => one.payload['text']);

  it('delivers each event once, in order per aggregate, also with several workers', async () => {
    for (const text of ['1', '2', '3', '4', '5']) {
      await write('a', text);
      await write('b', text);
    }
    await Promise.all([1, 2, 3].map(() => deliverDue(house.db, [subscription], house.clock)));
    await deliverDue(house.db, [subscription], house.clock);
    expect(textsOf('a')).toEqual(['1', '2', '3', '4', '5']);
    expect(textsOf('b')).toEqual(['1', '2', '3', '4', '5']);
  });

  it('keeps the order while another worker has noted an event but not yet committed', async () => {
    await write('h', '1');
    const halfWay = Promise.withResolvers<void>();
    const noted = Promise.withResolvers<void>();
    const other = house.db.transaction().execute(async (tx) => {
      await sql`select id from platform.event where not fanned_out for update`.execute(tx);
      noted.resolve();
      await halfWay.promise;
    });
    await noted.promise;
    await write('h', '2');
    const delivering = deliverDue(house.db, [subscription], house.clock);
    await sleep(500);
    expect(textsOf('h')).toEqual([]);
    halfWay.resolve();
    await Promise.all([other, delivering]);
    expect(textsOf('h')).toEqual(['1', '2']);
  });

  it('stops after the handler under way, however much is waiting', async () => {
    for (const text of ['1', '2', '3', '4', '5']) await write('i', text);
    const begun = Promise.withResolvers<void>();
    const handled: unknown[] = [];
    const slow: Subscription = {
      name: 'test.slow',
      types: ['test.noted'],
      async handle(event) {
        begun.resolve();
        await sleep(200);
        handled.push(event.payload['text']);
      },
    };
    const worker = startWorker(house.db, [slow], { clock: house.clock, onError: () => undefined });
    await begun.promise;
    await worker.stop();
    expect(handled).toHaveLength(1);
  });

  it('tells of a handler that fails, by event and subscriber and without the payload', async () => {
    await write('j', 'secret payload');
    const told = Promise.withResolvers<unknown[]>();
    const failing: Subscription = {
      name: 'test.failing',
      types: ['test.noted'],
      async handle(event) {
        if (event.aggregate === 'j') throw new Error('no');
      },
    };
    const worker = startWorker(house.db, [failing], { clock: house.clock, onError: (...all) => told.resolve(all) });
    const all = await told.promise;
    await worker.stop();
    expect(all).toEqual([new Error('no'), { event: expect.any(Number), subscriber: 'test.failing' }]);
    expect(JSON.stringify(all)).not.toContain('secret');
  });

  it('keeps the order when one fails: later events of that aggregate wait, others do not', async () => {
    failing = 2;
    await write('c', 'stuck');
    await write('c', 'after');
    await write('d', 'free');
    await deliverDue(house.db, [subscription], house.clock);
    expect(textsOf('c')).toEqual([]);
    expect(textsOf('d')).toEqual(['free']);
    house.clock.set('2020-02-14T11:00:02Z');
    await deliverDue(house.db, [subscription], house.clock);
    expect(textsOf('c')).toEqual([]);
    house.clock.set('2020-02-14T11:05:00Z');
    await deliverDue(house.db, [subscription], house.clock);
    expect(textsOf('c')).toEqual(['stuck', 'after']);
  });

  it('undoes what a failing handler wrote', async () => {
    const writer: Subscription = {
      name: 'test.writer',
      types: ['test.noted'],
      async handle(_event, tx) {
        await sql`create table public.half_done (id integer)`.execute(tx);
        throw new Error('after the write');
      },
    };
    await write('e', 'x');
    await deliverDue(house.db, [writer], house.clock);
    const found = await sql<{ name: string | null }>`select to_regclass('public.half_done')::text as name`.execute(house.db);
    expect(found.rows[0]!.name).toBeNull();
  });

  it('delivers again what a worker had begun when it was killed', async () => {
    await write('f', 'begun');
    const child = spawn(process.execPath, ['test/outbox.child.ts'], {
      env: { ...process.env, CHILD_DATABASE: house.url },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await new Promise((resolve) => child.stdout.once('data', resolve));
    const gone = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGKILL');
    await gone;
    const begun: unknown[] = [];
    const survivor: Subscription = {
      name: 'test.killed',
      types: ['test.noted'],
      async handle(event) {
        begun.push(event.payload['text']);
      },
    };
    house.clock.set('2030-01-01T00:00:00Z');
    await expect
      .poll(() => deliverDue(house.db, [survivor], house.clock).then(() => begun), { timeout: 10_000 })
      .toContain('begun');
  });
});

describe('the log', () => {
  it('holds no value of a row when the database refuses a statement', async () => {
    await sql`create table public.secretive (name text unique, born date)`.execute(house.db);
    await sql`insert into public.secretive values ('Hemlig Person', null)`.execute(house.db);
    let log = '';
    const failing = (url: string, statement: ReturnType<typeof sql>) =>
      endpoint({
        method: 'GET',
        url,
        kind: 'api',
        access: 'everyone',
        summary: 'fails',
        handle: () => statement.execute(house.db),
      });
    const server = await createServer({
      endpoints: [
        failing('/twice', sql`insert into public.secretive values ('Hemlig Person', null)`),
        failing('/malformed', sql`select ${'Hemlig Person'}::date`),
      ],
      api: { title: 'test', version: 'test', description: '' },
      problemPage: () => '',
      logTo: { write: (line) => void (log += line) },
    });
    for (const url of ['/twice', '/malformed']) expect((await server.inject(url)).statusCode).toBe(500);
    await server.close();
    expect(log).toContain('"code":"23505","constraint":"secretive_name_key"');
    expect(log).toContain('"code":"22007"');
    expect(log).toContain('at ');
    expect(log).not.toContain('Hemlig');
  });
});

describe('migrations', () => {
  it('run once, also when two processes start at once, and refuse a file that was changed or removed', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'narvaro-migrations-'));
    try {
      cpSync('db/migrations', folder, { recursive: true });
      writeFileSync(join(folder, '9999-test.sql'), 'create table public.nine (id integer)');
      const runs = await Promise.all([migrate(house.db, folder), migrate(house.db, folder)]);
      expect(runs.flatMap((run) => run.ran)).toEqual(['9999-test.sql']);
      writeFileSync(join(folder, '9999-test.sql'), 'create table public.ten (id integer)');
      await expect(migrate(house.db, folder)).rejects.toThrow(/was changed after it was run/);
      rmSync(join(folder, '9999-test.sql'));
      await expect(migrate(house.db, folder)).rejects.toThrow(/its file is gone/);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

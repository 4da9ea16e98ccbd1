/** Visits of an office without this software, read in from its log: through the pages, the command line and the figures. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newDesk, type TestDesk } from '../src/modules/desk/fixtures.ts';
import { importVisits } from '../src/modules/desk/import-visits.ts';
import { printVisitImport } from '../src/modules/desk/index.ts';
import { execute } from '../src/platform/auth/index.ts';
import { testHouse } from './database.ts';
import { clientOf, hidden, textOf } from './planner-client.ts';
import { testService } from './service.ts';
import { withoutChance } from './without-chance.ts';

const house = await testHouse('empty', '2020-03-20T11:00:00Z');
const { server } = await testService(house);
let desk: TestDesk;
let topic = '';
beforeAll(async () => {
  desk = await newDesk(house);
  const { rows } = await sql<{ code: string }>`select code from desk.topic order by position limit 1`.execute(house.db);
  topic = rows[0]!.code;
});
const folder = mkdtempSync(join(tmpdir(), 'narvaro-log-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const header = 'day;arrived;called;served;ended;topic;language;booked;outcome;reason';
const log = (day: string, ...times: string[]) =>
  [header, ...times.map((time) => `${day};${time};;;;${topic};sv;;solved;`)].join('\r\n');
const manager = () => clientOf(server, { headers: desk.headers.manager });
const url = () => `/desks/${desk.placeId}/import`;

async function readIn(text: string) {
  const preview = await manager().post(url(), { text });
  return { preview, done: await manager().post(`${url()}/apply`, { text: hidden(preview, 'text') }) };
}

async function countVisits(): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from desk.stat_visit where imported`.execute(house.db);
  return rows[0]!.n;
}

describe('on the page', () => {
  it('what is read is shown first, then read in; its visits are flagged in the figures', async () => {
    const { preview, done } = await readIn(log('2020-03-02', '9:05', '9:20', '9:40'));
    expect(preview.status).toBe(200);
    expect(textOf(preview)).toContain('Läs in 3 besök');
    expect(await countVisits()).toBe(3);
    expect(done.location).toContain('done=3');
    expect(textOf(await manager().get(done.location))).toContain('3 besök är inlästa');
  });

  it('is reached from the office’s own page; a file in another format is told how to save it', async () => {
    expect((await manager().get(`/desks/${desk.placeId}`)).html).toContain(`href="${url()}"`);
    for (const bytes of [Buffer.from('day;arrived\n2020-03-02;bes\u00F6k', 'latin1'), Buffer.from([80, 75, 3, 4, 0, 0])]) {
      const boundary = 'a-boundary';
      const payload = Buffer.concat([
        Buffer.from(
          `--${boundary}\r\ncontent-disposition: form-data; name="_csrf"\r\n\r\n${desk.headers.manager['x-csrf-token']}\r\n`,
        ),
        Buffer.from(`--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="a.csv"\r\n\r\n`),
        bytes,
        Buffer.from(`\r\n--${boundary}--\r\n`),
      ]);
      const headers = {
        ...desk.headers.manager,
        accept: 'text/html',
        'content-type': `multipart/form-data; boundary=${boundary}`,
      };
      const answer = await server.inject({ method: 'POST', url: url(), headers, payload });
      expect([answer.statusCode, answer.payload]).toEqual([415, expect.stringContaining('CSV UTF-8')]);
      expect(withoutChance(answer.payload)).not.toContain('PDF');
    }
  });

  it('the same log again is told, also saved by another program, and adds nothing', async () => {
    const { preview } = await readIn(
      `\uFEFF${log('2020-03-02', '09:05', '09:20', '09:40').replaceAll(';', ',').replaceAll('\r', '')}\n`,
    );
    expect(textOf(preview)).toContain('Samma fil är redan inläst den 20 mars 2020');
    expect(await countVisits()).toBe(3);
  });

  it('a line that an earlier log has is told and not added again', async () => {
    const { preview } = await readIn(log('2020-03-02', '9:40', '9:40', '9:55'));
    expect(textOf(preview)).toContain('1 rad finns redan i en fil som är inläst De läggs inte till igen. Rad 2.');
    expect(await countVisits()).toBe(5);
  });

  it('one wrong line: nothing is kept, and it is said which line, which column and what was expected', async () => {
    const wrong = `${log('2020-03-03', '9:05')}\r\n2020-03-03;9:05;9:00;;;${topic};sv;;pleased;`;
    const preview = await manager().post(url(), { text: wrong });
    expect(preview.status).toBe(422);
    expect(textOf(preview)).toMatch(/Rad: 3 \S+ outcome \D+”pleased” är inget utfall i listan. \D+ Hur besöket slutade/);
    expect(textOf(preview)).toMatch(/Rad: 3 \S+ called \D+”9:00” är före en tid/);
    expect(hidden(preview, 'text')).toBe('');
    const sent = await manager().post(`${url()}/apply`, { text: wrong });
    expect(sent.status).toBe(422);
    expect(await countVisits()).toBe(5);
  });

  it('a log with a personal identity number is refused, and the number is nowhere in the answer', async () => {
    const preview = await manager().post(url(), {
      text: `${log('2020-03-03', '9:05')}\r\n2020-03-03;9:05;;;;199105142385;;;left;`,
    });
    expect(preview.status).toBe(422);
    expect(textOf(preview)).toContain('ser ut som ett personnummer');
    expect(withoutChance(preview.html)).not.toContain('2385');
  });

  it('the example is read as it is', async () => {
    const { html } = await manager().get(`${url()}/example.csv`);
    expect(textOf(await manager().post(url(), { text: html }))).toContain('Läs in 3 besök');
  });

  it('visits that the desk itself noted in those days are told of', async () => {
    await sql`
      insert into desk.visit (place_id, id, service_id, day, ticket, arrived_at, topic, state, waiting_since)
      values (${desk.placeId}, gen_random_uuid(), ${desk.serviceId}, '2020-03-04', 'A1', '2020-03-04 10:00+01', ${topic}, 'waiting', now())`.execute(
      house.db,
    );
    const preview = await manager().post(url(), { text: log('2020-03-04', '9:05') });
    expect(textOf(preview)).toContain('Kontoret har själv noterat 1 besök de dagarna');
  });
});

describe('who may', () => {
  it('the manager of another desk meets what is not there; others at the desk may not', async () => {
    const other = await newDesk(house);
    const text = log('2020-03-05', '9:05');
    const refused = async (actor: TestDesk['manager']) =>
      execute(house, actor, importVisits, { placeId: desk.placeId, text }).catch((error: { code: string }) => error.code);
    expect(await refused(other.manager)).toBe('desk-unknown');
    expect(await refused(desk.officer)).toBe('desk-position');
    const page = await clientOf(server, { headers: other.headers.manager }).get(url());
    expect(page.status).toBe(404);
  });

  it('two at once with the same log: it is read in once', async () => {
    const text = log('2020-03-06', '9:05', '9:10');
    const both = await Promise.all([0, 1].map(() => execute(house, desk.manager, importVisits, { placeId: desk.placeId, text })));
    expect(both.map(({ visits }) => visits).toSorted()).toEqual([0, 2]);
  });
});

describe('on the command line', () => {
  const run = async (args: string[]) => {
    const [out, err]: [string[], string[]] = [[], []];
    const code = await printVisitImport(args, { house, out: (line) => out.push(line), err: (line) => err.push(line) });
    return { code, out: out.join('\n'), err: err.join('\n') };
  };
  const file = (name: string, text: string): string => {
    const path = join(folder, name);
    writeFileSync(path, text);
    return path;
  };

  it('reads a log in as a whole, or says what is wrong with which line', async () => {
    const right = file('right.csv', log('2020-03-09', '9:05', '9:10'));
    expect(await run([right, '--place', desk.placeCode])).toEqual({
      code: 0,
      err: '',
      out: '2 visits read in at Servicekontor på prov.',
    });
    expect((await run([right, '--place', desk.placeCode])).out).toContain('The same log was read in before');
    const wrong = await run([file('wrong.csv', log('2020-03-10', '9:99')), '--place', desk.placeCode]);
    expect(wrong).toMatchObject({ code: 1, out: '' });
    expect(wrong.err).toContain('line 2, arrived: “9:99” is not a time of that day.');
    expect((await run([right])).code).toBe(2);
    expect((await run([right, '--place', 'nowhere'])).code).toBe(1);
  });
});

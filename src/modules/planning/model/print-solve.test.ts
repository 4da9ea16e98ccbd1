import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { PlanAnswer } from './answer.ts';
import { answerCsv, answerGeoJson } from './answer-text.ts';
import { problemFrom, smallModel } from './fixtures.ts';
import type { PlanFile } from './import-model.ts';
import { printCompare } from './print-compare.ts';
import { printPlanImport } from './print-import.ts';
import { printSchema } from './print-schema.ts';
import { printSolve } from './print-solve.ts';
import { solveModel } from './solve-model.ts';

const folder = mkdtempSync(join(tmpdir(), 'plan-'));
afterAll(() => rmSync(folder, { recursive: true }));
const file = (name: string, content: unknown): string => {
  writeFileSync(join(folder, name), typeof content === 'string' ? content : JSON.stringify(content));
  return join(folder, name);
};

/** The command line as an analyst has it, in a process of its own. `interrupt`: Ctrl-C when stderr has this. */
function solved(args: readonly string[], interrupt?: RegExp): Promise<{ code: number | null; out: string; err: string }> {
  const child = spawn(process.execPath, ['--import', './src/ui/jsx-loader.mjs', 'src/app/main.ts', 'plan', 'solve', ...args]);
  const text = { out: '', err: '' };
  child.stdout.on('data', (data: Buffer) => (text.out += data.toString()));
  child.stderr.on('data', (data: Buffer) => {
    text.err += data.toString();
    if (interrupt?.test(text.err)) child.kill('SIGINT');
  });
  return new Promise((resolve) => child.on('close', (code) => resolve({ code, ...text })));
}

/** What needs no solver. */
async function plan(...args: readonly string[]): Promise<{ code: number; out: string; err: string }> {
  const text = { out: '', err: '' };
  const terminal = {
    out: (line: string) => void (text.out += `${line}\n`),
    err: (line: string) => void (text.err += `${line}\n`),
  };
  const [command, ...rest] = args;
  const run = { solve: printSolve, compare: printCompare, import: printPlanImport, schema: printSchema }[command!]!;
  return { code: await run(rest, terminal), ...text };
}

const model = file('model.json', smallModel());
const answerTo = (changes: Partial<PlanFile> = {}): PlanAnswer => solveModel(problemFrom(smallModel(changes)))!;

describe('narvaro plan', () => {
  it('solves a model with its proof', async () => {
    const { code, out } = await solved([model]);
    expect(code).toBe(0);
    expect(out).toMatchInlineSnapshot(`
      "Four points
      2 places; proved optimal

        1. mean: 12 minutes (bound 12; proved optimal)

        B  staffed_office
        D  staffed_office

      Constraints
        at most 2 places in all: 2

      Travel times: example values
      Solver: narvaro-plan 1; nothing is drawn at random.
      "
    `);
  });

  it('as CSV and GeoJSON', () => {
    const sites = smallModel().sites.map((one, at) => ({ ...one, latitude: 60 + at, longitude: 15 }));
    const points = smallModel().points.map((one, at) => ({ ...one, latitude: 60 + at, longitude: 15 }));
    const answer = answerTo({ sites, points });
    expect(answerCsv(answer).split('\n').slice(0, 2)).toEqual(['point,site,kind,minutes,share', 'a,B,staffed_office,30,1']);
    expect(answerGeoJson(answer, smallModel())).toBeNull();
    const { features } = JSON.parse(answerGeoJson(answer, smallModel({ sites, points }))!) as { features: object[] };
    expect(features).toHaveLength(6);
    expect(features[0]).toMatchObject({
      geometry: { type: 'Point', coordinates: [15, 61] },
      properties: { place: 'B', kind: 'staffed_office' },
    });
  });

  it('refuses what cannot be met with the constraints named', async () => {
    const { code, err } = await solved([file('tight.json', smallModel({ limits: { budget: 20 } }))]);
    expect(code).toBe(1);
    expect(err).toContain('conflict: cannot all be met together: a budget of at most 20 a year');
    const limits: PlanFile['limits'] = { places: { atMost: 3 }, inequality: [{ measure: 'gini', atMost: 0.01 }] };
    expect(await solved([file('even.json', smallModel({ limits }))])).toMatchObject({
      code: 1,
      err: expect.stringContaining('conflict: cannot all be met together: Gini of minutes at most 0.01') as string,
    });
  });

  it('says how it is used when it is not understood', async () => {
    for (const args of [
      ['solve'],
      ['solve', model, '--places', 'x'],
      ['solve', model, '--format', 'pdf'],
      ['solve', model, '--places', ''],
      ['solve', model, '--places', '0x2'],
      ['solve', model, '--seconds', 'Infinity'],
      ['import', 'matrix', model, '--places', ''],
      ['compare', model],
      ['import', 'x', model],
      ['schema', 'x'],
    ])
      expect(await plan(...args), args.join(' ')).toMatchObject({
        code: 2,
        out: '',
        err: expect.stringContaining('narvaro plan') as string,
      });
    expect(await plan('solve', join(folder, 'none.json'))).toMatchObject({
      code: 1,
      err: expect.stringContaining('none.json') as string,
    });
  });

  it('reads what other programs write, and names the line of what it cannot read', async () => {
    const text = JSON.stringify(smallModel(), null, 1);
    expect((await solved([file('marked.json', `\uFEFF${text.replaceAll('\n', '\r\n')}`)])).code).toBe(0);
    const said = async (name: string, content: string | Uint8Array) => {
      writeFileSync(join(folder, name), content);
      const { code, err } = await plan('solve', join(folder, name));
      expect(code).toBe(1);
      return err.trimEnd().slice(folder.length + 1);
    };
    expect(await said('end.json', text.slice(0, text.indexOf(' "title"')))).toBe(
      'end.json line 4 column 1: a name in quotation marks is expected, where the file ends',
    );
    expect(await said('nan.json', '{\n"a": [0,\nNaN]}')).toBe('nan.json line 3 column 1: a value is expected, at NaN]}');
    expect(await said('twice.json', text.replace('"title"', '"limits": {},\n"title"'))).toMatch(
      /^twice.json line \d+ column \d+: "limits" a second time/,
    );
    expect(await said('latin.json', Buffer.from(text.replace('Four', 'Fyra för'), 'latin1'))).toBe(
      'latin.json: not text in UTF-8',
    );
    expect(await said('deep.json', '['.repeat(1e6))).toMatch(/^deep.json line 1 column 101: more than 100 lists/);
    expect(await solved([file('nothing.json', smallModel({ limits: null as never })), '--places', '1'])).toMatchObject({
      code: 1,
      err: expect.stringContaining('limits: Invalid input') as string,
    });
  });

  it('lets a long time be set', async () => {
    const { code, out, err } = await solved([model, '--seconds', '9999999']);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toContain('proved optimal');
  });

  it('compares two answers: places, and who has it nearer and farther', async () => {
    const a = file('a.json', answerTo());
    const b = file('b.json', answerTo({ title: 'One place', limits: { places: { atMost: 1 } } }));
    const { code, out } = await plan('compare', a, b);
    expect(code).toBe(0);
    expect(out).toMatchInlineSnapshot(`
      "A  Four points: 2 places; proved optimal
      B  One place: 1 places; proved optimal

      Only in A: B (staffed_office)
      Only in B: none
      Another kind: none

      jobseekers: mean A 12, B 30 minutes; nearer in B 0, farther 30 of 100
      Farthest lost in B (2 points have farther):
        a: 30 → 90 minutes
        b: 0 → 60 minutes
      Travel times: A example values; B example values
      "
    `);
  });

  it('compares no plan that is none, and says where the people are others', async () => {
    const answer = answerTo();
    const a = file('a.json', answer);
    const against = (other: object) => plan('compare', a, file('other.json', { ...answer, ...other }));
    expect(await against({ outcome: 'none-found', words: 'nothing yet', points: [], chosen: [] })).toMatchObject({
      code: 1,
      err: `${join(folder, 'other.json')}: nothing yet\n`,
    });
    for (const [other, says] of [
      [{ points: [...answer.points, answer.points[0]!] }, 'duplicate-id: a stands twice'],
      [{ version: 2 }, 'version: Invalid input: expected 1'],
      [{ points: answer.points.map((one) => ({ ...one, minutes: null })) }, 'points.0.minutes: Invalid input'],
    ] as const) {
      const { code, err } = await against(other);
      expect({ code, err }).toEqual({ code: 1, err: expect.stringContaining(says) as string });
    }
    const { out } = await against({ points: answer.points.map((one) => ({ ...one, weights: { jobseekers: 1 } })) });
    expect(out).toContain('The plans count other people at the same points; here both are weighed as A.');
  });

  it('imports a matrix as a model, and prints the schema', async () => {
    const { out } = await plan('import', 'matrix', file('m.csv', '1,2\n3,4\n'), '--places', '1');
    expect(solveModel(problemFrom(JSON.parse(out) as PlanFile))!.words).toBe('proved optimal');
    expect(await plan('import', 'or-library', file('o.txt', '2 1 1\n1 3 5\n'))).toMatchObject({
      code: 1,
      err: 'o.txt line 2: there is no vertex 3\n',
    });
    expect((await plan('schema')).out).toContain('https://json-schema.org/draft/2020-12/schema');
  });

  it('gives the best so far with its gap when it is stopped', async () => {
    const { code, out } = await solved([file('hard.json', hard()), '--format', 'json'], /^objective 1: best/m);
    expect(code).toBe(0);
    const { outcome, objectives } = JSON.parse(out) as { outcome: string; objectives: { words: string; gap: number }[] };
    expect(outcome).toBe('stopped');
    expect(objectives[0]!.words).toMatch(/^gap .* no plan has less than/);
  });
});

/** Minutes that have nothing to do with each other: much harder to prove than any map. */
function hard() {
  let state = 1;
  const next = (): number => (state = (state * 48_271) % 2_147_483_647) % 1000;
  const ids = Array.from({ length: 300 }, (_, at) => `${at}`);
  return smallModel({
    points: ids.map((id) => ({ id, weights: { jobseekers: 1 } })),
    sites: ids.map((id) => ({ id })),
    kinds: [{ id: 'office' }],
    travel: { source: 'matrix', origin: 'drawn', minutes: ids.map(() => ids.map(next)) },
    limits: { places: { atMost: 25 } },
  });
}

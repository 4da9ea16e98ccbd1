/** A document is never lost: the process that takes it in is killed at every step. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync, utimesSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, expect, it } from 'vitest';
import { verifyCustody } from '../src/modules/desk/custody.ts';
import { sweep } from '../src/modules/desk/document-jobs.ts';
import { newDesk } from '../src/modules/desk/fixtures.ts';
import { keepDocument, receiveDocument, vaultFromEnvironment } from '../src/modules/desk/index.ts';
import { findDocument } from '../src/modules/desk/store/documents.ts';
import { type Actor, execute } from '../src/platform/auth/index.ts';
import type { Uuid } from '../src/platform/ids/index.ts';
import { testHouse } from './database.ts';

export interface ToHandIn {
  databaseUrl: string;
  data: string;
  at: string;
  actor: Actor;
  input: { placeId: Uuid; documentId: Uuid; agency: string; kind: string; how: string };
  /** So many follow the beginning of a PDF. */
  bytes: number;
}

const house = await testHouse('empty', '2024-02-14T14:55:00Z');
const data = mkdtempSync(join(tmpdir(), 'document-crash-'));
afterAll(() => rmSync(data, { recursive: true }));
const vault = vaultFromEnvironment({ NARVARO_DATA: data }, house.keys);
const desk = await newDesk(house);
const bytes = 300_000;
const content = Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.alloc(bytes, 'ö')]);

const toHandIn = (): ToHandIn => ({
  databaseUrl: house.url,
  data,
  at: house.clock.now(),
  actor: desk.officer,
  input: { placeId: desk.placeId, documentId: house.newId(), agency: 'arbetsformedlingen', kind: 'activity-report', how: 'scan' },
  bytes,
});

/** What the process said before it was killed: its answer, or nothing. */
async function killedAt(step: string, what: ToHandIn): Promise<string> {
  const child = spawn(
    process.execPath,
    ['--import', './src/ui/jsx-loader.mjs', 'test/desk-document.child.ts', JSON.stringify({ ...what, step })],
    { stdio: ['ignore', 'pipe', 'pipe'] },
  );
  let [said, failed] = ['', ''];
  child.stdout.on('data', (text: Buffer) => (said += text.toString()));
  child.stderr.on('data', (text: Buffer) => (failed += text.toString()));
  await once(child, 'close');
  expect([child.signalCode, failed]).toEqual(['SIGKILL', '']);
  return said;
}

async function readWhole({ placeId, documentId }: ToHandIn['input']): Promise<Buffer | null> {
  const row = await findDocument(house.db, placeId, documentId);
  if (row === null) return null;
  const chunks: Uint8Array[] = [];
  for await (const chunk of vault.read({ ...row, documentId })) chunks.push(chunk);
  expect(await verifyCustody(house.db, house.keys, row)).toMatchObject({ unbroken: true });
  return Buffer.concat(chunks);
}

async function* inPieces(): AsyncGenerator<Buffer> {
  for (let at = 0; at < content.length; at += 50_000) yield content.subarray(at, at + 50_000);
}
const again = ({ input }: ToHandIn) =>
  keepDocument(vault, inPieces(), { ...input, mediaType: 'application/pdf' }, (kept) =>
    execute(house, desk.officer, receiveDocument, { ...input, ...kept }),
  );

function filesOf(documentId: string): string[] {
  return readdirSync(data, { recursive: true, encoding: 'utf8' }).filter((name) => name.includes(documentId));
}

it.concurrent.each([
  ['streaming', false],
  ['streamed', false],
  ['before-rename', false],
  ['after-rename', false],
  ['before-command', false],
  ['before-commit', false],
  ['after-commit', true],
  ['answered', true],
])('killed: %s; whoever has an answer has the document, and whoever tries again has one', async (step, isKept) => {
  const what = toHandIn();
  const answer = await killedAt(step, what);
  expect(answer !== '').toBe(step === 'answered');
  const kept = await readWhole(what.input);
  expect(kept?.equals(content) ?? false).toBe(isKept);
  const taken = await again(what);
  expect(taken).toMatchObject({ documentId: what.input.documentId, isNew: !isKept });
  if (answer !== '') expect(JSON.parse(answer)).toMatchObject({ receiptCode: taken.receiptCode, arrivedAt: taken.arrivedAt });
  expect((await readWhole(what.input))!.equals(content)).toBe(true);
});

it('what was left behind is swept after a day, and every document is whole afterwards', async () => {
  for (const file of filesOf('')) {
    const [path, old] = [join(data, file), Date.parse(house.clock.now()) / 1000 - 90_000];
    utimesSync(path, old, old);
  }
  const { rows } = await sql<{ id: Uuid }>`select id from desk.document`.execute(house.db);
  expect(rows.length).toBe(8);
  expect((await sweep(house, vault)).files).toBeGreaterThanOrEqual(5);
  for (const { id } of rows) {
    expect(filesOf(id).length).toBe(1);
    expect((await readWhole({ ...toHandIn().input, documentId: id }))!.equals(content)).toBe(true);
  }
  expect(filesOf('incoming/').length).toBe(0);
});

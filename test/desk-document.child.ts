/** Takes one document in, as the service does, and is killed at the step that it is told. Prints its answer when it has one. */
import fs from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';
import { writeSync } from 'node:fs';
import { keepDocument, receiveDocument, vaultFromEnvironment } from '../src/modules/desk/index.ts';
import { execute } from '../src/platform/auth/index.ts';
import { fixedClock } from '../src/platform/clock/index.ts';
import { connect } from '../src/platform/db/index.ts';
import { idMaker } from '../src/platform/ids/index.ts';
import { testKeys } from '../src/platform/keys/fixtures.ts';
import type { ToHandIn } from './desk-document-crash.test.ts';

const { databaseUrl, data, at, actor, input, bytes: length, step } = JSON.parse(process.argv[2]!) as ToHandIn & { step: string };

async function die(): Promise<never> {
  process.kill(process.pid, 'SIGKILL');
  return new Promise(() => undefined);
}
const dieAt = async (here: string): Promise<void> => (here === step ? die() : undefined);

const { rename } = fs;
fs.rename = async (from, to) => {
  await dieAt('before-rename');
  await rename(from, to);
  await dieAt('after-rename');
};
syncBuiltinESMExports();

async function* coming(): AsyncGenerator<Buffer> {
  const bytes = Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.alloc(length, 'ö')]);
  for (let sent = 0; sent < bytes.length; sent += 50_000) {
    if (sent > bytes.length / 2) await dieAt('streaming');
    yield bytes.subarray(sent, sent + 50_000);
  }
  await dieAt('streamed');
}

const connection = connect(databaseUrl);
const clock = fixedClock(at);
const newId = idMaker(clock);
const house = {
  db: connection.db,
  clock,
  keys: testKeys,
  newId() {
    // The audit row's: everything else of the transaction is written.
    if (step === 'before-commit') process.kill(process.pid, 'SIGKILL');
    return newId();
  },
};
const of = { placeId: input.placeId, documentId: input.documentId, mediaType: 'application/pdf' };
const taken = await keepDocument(vaultFromEnvironment({ NARVARO_DATA: data }, testKeys), coming(), of, async (kept) => {
  await dieAt('before-command');
  const result = await execute(house, actor, receiveDocument, { ...input, ...kept });
  await dieAt('after-commit');
  return result;
});
writeSync(1, `${JSON.stringify(taken)}\n`);
await die();

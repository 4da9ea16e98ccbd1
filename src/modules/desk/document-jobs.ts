/** What is done by the clock with documents: checked again, asked for, and what nobody was promised is swept. */
import type { House } from '../../platform/auth/index.ts';
import { epochMilliseconds, later, localTime } from '../../platform/clock/index.ts';
import { isConnectionLoss, type Transaction } from '../../platform/db/index.ts';
import type { Uuid } from '../../platform/ids/index.ts';
import type { Job } from '../../platform/jobs/index.ts';
import { isClosedDay } from '../meetings/index.ts';
import { handOver } from './custody.ts';
import { vaultFromEnvironment } from './keep-document.ts';
import { reminderFor } from './rules/document-reminder.ts';
import {
  type DeskDocument,
  documentsWithIds,
  lockDocument,
  uncheckedDocuments,
  waitingDocuments,
  writeDocument,
} from './store/documents.ts';
import { removeOldLinks } from './store/upload-links.ts';
import { wasChecked } from './take-in-document.ts';
import type { Vault } from './vault/vault.ts';

const by = 'system';
const dayMs = 86_400_000;

export function documentJobs(env: Readonly<Record<string, string | undefined>>): Job[] {
  return [
    {
      name: 'desk.check-documents',
      cron: '*/5 * * * *',
      run: (house) => checkAgain(house, vaultFromEnvironment(env, house.keys)),
    },
    { name: 'desk.remind-documents', cron: '30 7 * * *', run: remind },
    {
      name: 'desk.sweep-documents',
      cron: '40 3 * * *',
      run: (house) => sweep(house, vaultFromEnvironment(env, house.keys)),
    },
  ];
}

/**
 * Those that the virus check could not be asked about. What it finds in one closes it, wherever it lies. Throws Error, after the others, with
 * the ids of those that cannot be read: a file that is gone or was changed, or a key that is not here.
 */
export async function checkAgain(house: House, vault: Vault): Promise<{ checked: number; infected: number }> {
  const counts = { checked: 0, infected: 0 };
  const unread: { id: Uuid; error: unknown }[] = [];
  for (const unchecked of await uncheckedDocuments(house.db)) {
    const verdict = await checkOne(house, vault, unchecked).catch((error: unknown) => {
      if (isConnectionLoss(error)) throw error;
      unread.push({ id: unchecked.id, error });
      return null;
    });
    if (verdict === null) continue;
    if (verdict !== 'unreachable') counts.checked += 1;
    // The daemon is away: the others would only wait for it too. One that it breaks off on stops no other.
    else if (!(await vault.checkAnswers())) break;
    if (verdict === 'infected') counts.infected += 1;
  }
  if (unread.length > 0) {
    const ids = unread.map(({ id }) => id).join(', ');
    throw new Error(`${unread.length} documents cannot be read for the virus check: ${ids}`, { cause: unread[0]!.error });
  }
  return counts;
}

async function checkOne(house: House, vault: Vault, { placeId, id, keyId, wrappedKey }: DeskDocument) {
  const verdict = await vault.check({ placeId, documentId: id, keyId, wrappedKey });
  if (verdict.state === 'unreachable') return verdict.state;
  await house.db.transaction().execute(async (tx) => {
    const document = await lockDocument(tx, placeId, id);
    if (document?.virus !== 'unreachable') return;
    const at = house.clock.now();
    const virusAt = wasChecked(verdict.state) ? at : null;
    await writeDocument(tx, { ...document, virus: verdict.state, virusAt, virusName: verdict.name });
    await handOver(tx, house.keys, document, [{ at, by, what: 'checked', details: { virus: verdict.state } }]);
  });
  return verdict.state;
}

/** Rule document-reminder: each unit by the days that it has agreed to. Stands in the unit's list and in the desk's. */
export async function remind(house: House): Promise<{ reminded: number; escalated: number }> {
  const counts = { reminded: 0, escalated: 0 };
  const now = house.clock.now();
  for (const waiting of await waitingDocuments(house.db)) {
    const { forwardedAt, remindedAt, escalatedAt, remindAfterDays, escalateAfterDays } = waiting;
    const due = reminderFor(
      {
        forwardedOn: localTime(forwardedAt!).date,
        today: localTime(now).date,
        remindAfterDays,
        escalateAfterDays,
        isReminded: remindedAt !== null,
        isEscalated: escalatedAt !== null,
      },
      isClosedDay,
    );
    if (due === null) continue;
    const said = await house.db.transaction().execute((tx) => sayDue(tx, house, waiting, due));
    if (said) counts[due === 'remind' ? 'reminded' : 'escalated'] += 1;
  }
  return counts;
}

/** False when it was taken over, sent back or said meanwhile. */
async function sayDue(tx: Transaction, { clock, keys }: House, seen: DeskDocument, due: 'remind' | 'escalate'): Promise<boolean> {
  const document = await lockDocument(tx, seen.placeId, seen.id);
  if (document === null || document.version !== seen.version) return false;
  const at = clock.now();
  const [what, said] =
    due === 'remind' ? (['reminded', { remindedAt: at }] as const) : (['escalated', { escalatedAt: at }] as const);
  await writeDocument(tx, { ...document, ...said });
  await handOver(tx, keys, document, [{ at, by, what, details: { unit: document.unitId! } }]);
  return true;
}

/** Files that no row came to know within a day, and links whose time passed a day ago. */
export async function sweep(house: House, vault: Vault): Promise<{ files: number; links: number }> {
  const now = house.clock.now();
  const files = await vault.sweep(epochMilliseconds(now), async (ids) =>
    (await documentsWithIds(house.db, ids)).map(({ id, ...one }) => ({ ...one, documentId: id })),
  );
  const links = await house.db.transaction().execute((tx) => removeOldLinks(tx, later(now, -dayMs)));
  return { files, links };
}

import { addDays, instantAt, localTime, type PlainDate } from '../../platform/clock/index.ts';
import type { House } from '../../platform/auth/index.ts';
import type { Transaction } from '../../platform/db/index.ts';
import type { Uuid } from '../../platform/ids/index.ts';
import type { Job } from '../../platform/jobs/index.ts';
import { valueOn } from '../../platform/rule/index.ts';
import { erasePerson, type Holding, personsQuietSince, recordErasure, remainingRows } from '../people/index.ts';
import { endedBy, erasurePeriod } from './rules/erasure-period.ts';
import { deleteCases, type EraseCursor, listErasable, remainingCases, withoutCase } from './store/erase.ts';

/** Persons in one transaction: a run that is killed has erased whole batches, each with its proof, and the next goes on. */
const batchSize = 100;

/**
 * Erases everyone whose cases all ended so long ago that no data may be held any longer, and those without any case about whom nothing
 * has happened for as long, and proves it: each batch leaves a row with
 * what went, by table, in every module that holds something (`holdings`: those to the right), and what was found to remain. Statistics stay, with nothing that leads to anyone (SFS 2002:546 §16).
 */
export const eraseEnded = (holdings: readonly Holding[]): Job => ({
  name: 'cases.erase-ended-cases',
  cron: '15 0 * * *',
  async run(house) {
    const today = localTime(house.clock.now()).date;
    const until = endedBy(today, valueOn(erasurePeriod, today));
    const done = { endedBy: until, persons: 0, remaining: 0 };
    for (const kind of ['deregistered', 'rejected', 'no-case'] as const) {
      let after: EraseCursor | null = null;
      do {
        const batch: Batch = await eraseBatch(house, holdings, { until, kind, after });
        done.persons += batch.persons;
        done.remaining += batch.remaining;
        after = batch.next;
      } while (after !== null);
    }
    if (done.persons === 0)
      await house.db.transaction().execute((tx) => prove(tx, house, until, { persons: 0, counts: {}, remaining: 0 }));
    if (done.remaining > 0) throw new Error(`${done.remaining} rows remain after erasing ${done.persons} persons`);
    return done;
  },
});

interface Batch {
  persons: number;
  remaining: number;
  next: EraseCursor | null;
}

/** One batch, all of it or nothing. */
function eraseBatch(
  house: House,
  holdings: readonly Holding[],
  { until, kind, after }: { until: PlainDate; kind: 'deregistered' | 'rejected' | 'no-case'; after: EraseCursor | null },
): Promise<Batch> {
  return house.db.transaction().execute(async (tx) => {
    const found =
      kind === 'no-case'
        ? await personsQuietSince(tx, instantAt(addDays(until, 1), '00:00')!, after, batchSize)
        : await listErasable(tx, until, kind, after, batchSize);
    const listed = [...new Set(found.map(({ personId }) => personId))];
    const ids = kind === 'no-case' ? await quiet(tx, holdings, until, await withoutCase(tx, until, listed)) : listed;
    const next = found.length < batchSize ? null : found.at(-1)!;
    if (ids.length === 0) return { persons: 0, remaining: 0, next };
    const now = house.clock.now();
    const counts = await deleteCases(tx, ids);
    for (const holding of holdings) Object.assign(counts, await holding.erase(tx, ids));
    for (const personId of ids) {
      for (const [table, gone] of Object.entries(await erasePerson(tx, personId, now)))
        counts[table] = (counts[table] ?? 0) + gone;
    }
    let remaining = (await remainingCases(tx, ids)) + (await remainingRows(tx, ids));
    for (const holding of holdings) remaining += await holding.remaining(tx, ids);
    await prove(tx, house, until, { persons: ids.length, counts, remaining });
    return { persons: ids.length, remaining, next };
  });
}

/** Of persons without a case those about whom nothing is held from after a day, in any module. */
async function quiet(tx: Transaction, holdings: readonly Holding[], until: PlainDate, ids: readonly Uuid[]): Promise<Uuid[]> {
  const busy = new Set<Uuid>();
  for (const holding of holdings) for (const id of await holding.busyAfter(tx, until, ids)) busy.add(id);
  return ids.filter((id) => !busy.has(id));
}

/** The row that says what went. A run with nothing to erase leaves one too: that it looked is part of the proof. */
function prove(
  tx: Transaction,
  house: House,
  endedOnOrBefore: PlainDate,
  what: { persons: number; counts: Record<string, number>; remaining: number },
): Promise<void> {
  return recordErasure(tx, { id: house.newId(), at: house.clock.now(), endedBy: endedOnOrBefore, ...what });
}

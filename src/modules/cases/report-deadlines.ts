import { addDays, addMonths, type Instant, instantAt, localTime, type PlainDate } from '../../platform/clock/index.ts';
import { writeAudit } from '../../platform/audit/index.ts';
import type { House } from '../../platform/auth/index.ts';
import type { Database } from '../../platform/db/index.ts';
import type { Uuid } from '../../platform/ids/index.ts';
import type { Job } from '../../platform/jobs/index.ts';
import { writeEvent } from '../../platform/outbox/index.ts';
import { windowOfMonth } from './report-days.ts';
import { considerReport } from './report-signal.ts';
import { monthToReport } from './rules/report-period.ts';
import { reportLate } from './rules/report-late.ts';
import { type PapersUnderWay, reportPapers, waitsForPapers } from './rules/report-papers.ts';
import { signalGrounds } from './rules/signal-grounds.ts';
import { reportWindow } from './rules/report-window.ts';
import { followProgrammes } from './store/programme.ts';
import { lastWatched, listWithoutReport, writeWatched } from './store/signal.ts';
import { outageOf } from './submit-report.ts';

/** Registrations in one transaction. */
const batchSize = 200;
const by = 'system';

/** A setting: so many closed months are looked at after a time without runs; what is older is for people to look at. */
const mostMonths = 3;

/** Gives what is known of papers that reached desks from one instant until before another. */
export type FindPapers = (db: Database, within: { from: Instant; to: Instant }) => Promise<PapersUnderWay>;

const jobName = 'cases.watch-report-deadlines';

/**
 * Looks every night at the month whose last day has passed, and at those before it that no run has come to: where a report is owed
 * and none has come that may be in time, the rules say whether control is told. Each registration and month is told of at most
 * once, however often this runs. A month waits while reports on paper may lie unread at desks (rule report-papers); the run says
 * for how many papers and devices.
 */
export const reportDeadlines = (findPapers: FindPapers): Job => ({
  name: jobName,
  cron: '45 0 * * *',
  async run(house) {
    const today = localTime(house.clock.now()).date;
    await house.db.transaction().execute((tx) => followProgrammes(tx, today));
    const watched = await lastWatched(house.db);
    const months = [];
    let waits = false;
    for (const month of monthsToWatch(lastClosed(today), watched)) {
      const papers = await findPapers(house.db, instantsOf(month));
      if (waitsForPapers(papers)) {
        // Without a month before it nobody would know later that this one was not gone through.
        if (watched === null) await setWatched(house, addMonths(month, -1));
        waits = true;
        months.push({ month, looked: 0, raised: 0, waitsFor: papers });
        continue;
      }
      months.push(await watchMonth(house, today, month));
      // Only now: a run that was cut off goes through the month again. And none after one that waits: that would pass it over.
      if (!waits) await setWatched(house, month);
    }
    return { months };
  },
});

/** A month's window, from the first midnight until the one after its last day. */
function instantsOf(month: PlainDate): { from: Instant; to: Instant } {
  const { opens, closes } = windowOfMonth(month);
  return { from: instantAt(opens, '00:00')!, to: instantAt(addDays(closes, 1), '00:00')! };
}

const setWatched = (house: House, month: PlainDate): Promise<void> =>
  house.db.transaction().execute((tx) => writeWatched(tx, month, house.clock.now()));

async function watchMonth(house: House, today: PlainDate, month: PlainDate) {
  const outageId = await outageOf(house.db, windowOfMonth(month));
  const done = { month, looked: 0, raised: 0, waitsFor: null };
  for (let after: Uuid | null = null; ;) {
    const batch: Batch = await watchBatch(house, { today, month, outageId, after });
    done.looked += batch.looked;
    done.raised += batch.raised;
    after = batch.last;
    if (batch.looked < batchSize) break;
  }
  return done;
}

/** The latest closed month, and before it those after the last one that was gone through. Without any the latest alone. */
export function monthsToWatch(latest: PlainDate, watched: PlainDate | null): PlainDate[] {
  const missed = Array.from({ length: mostMonths - 1 }, (_, index) => addMonths(latest, index + 1 - mostMonths));
  return [...missed.filter((month) => watched !== null && month > watched), latest];
}

/** The latest month whose last day for handing in has passed. */
export function lastClosed(today: PlainDate): PlainDate {
  const month = monthToReport(today);
  return today > windowOfMonth(month).closes ? month : addMonths(month, -1);
}

interface Batch {
  looked: number;
  raised: number;
  last: Uuid | null;
}

function watchBatch(
  house: House,
  { today, month, outageId, after }: { today: PlainDate; month: PlainDate; outageId: Uuid | null; after: Uuid | null },
): Promise<Batch> {
  return house.db.transaction().execute(async (tx) => {
    const now = house.clock.now();
    const found = await listWithoutReport(tx, { month, about: `report:${month.slice(0, 7)}`, after, limit: batchSize });
    let raised = 0;
    for (const open of found) {
      const events = await considerReport({ tx, newId: house.newId, now, today, by }, open, month, outageId);
      if (events.length === 0) continue;
      raised += 1;
      for (const event of events) await writeEvent(tx, event, now);
      await writeAudit(tx, {
        id: house.newId(),
        at: now,
        actor: by,
        command: jobName,
        subject: `person:${open.personId}`,
        rules: [reportWindow.id, reportPapers.id, signalGrounds.id, ...(outageId === null ? [] : [reportLate.id])],
        details: { registrationId: open.id, month, outageId },
        request: null,
        result: null,
      });
    }
    return { looked: found.length, raised, last: found.at(-1)?.personId ?? null };
  });
}

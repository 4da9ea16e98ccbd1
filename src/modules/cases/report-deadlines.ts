import { addMonths, localTime, type PlainDate } from '../../platform/clock/index.ts';
import { writeAudit } from '../../platform/audit/index.ts';
import type { House } from '../../platform/auth/index.ts';
import type { Uuid } from '../../platform/ids/index.ts';
import type { Job } from '../../platform/jobs/index.ts';
import { writeEvent } from '../../platform/outbox/index.ts';
import { windowOfMonth } from './report-days.ts';
import { considerReport } from './report-signal.ts';
import { monthToReport } from './rules/report-period.ts';
import { reportLate } from './rules/report-late.ts';
import { signalGrounds } from './rules/signal-grounds.ts';
import { reportWindow } from './rules/report-window.ts';
import { followProgrammes } from './store/programme.ts';
import { listWithoutReport } from './store/signal.ts';
import { outageOf } from './submit-report.ts';

/** Registrations in one transaction. */
const batchSize = 200;
const by = 'system';

/**
 * Looks every night at the month whose last day has passed: where a report is owed and none has come that may be in time, the rules
 * say whether control is told. Each registration and month is told of at most once, however often this runs.
 */
export const reportDeadlines: Job = {
  name: 'cases.watch-report-deadlines',
  cron: '45 0 * * *',
  async run(house) {
    const today = localTime(house.clock.now()).date;
    await house.db.transaction().execute((tx) => followProgrammes(tx, today));
    const month = lastClosed(today);
    const outageId = await outageOf(house.db, windowOfMonth(month));
    const done = { month, looked: 0, raised: 0 };
    let after: Uuid | null = null;
    for (;;) {
      const batch: Batch = await watchBatch(house, { today, month, outageId, after });
      done.looked += batch.looked;
      done.raised += batch.raised;
      if (batch.looked < batchSize) return done;
      after = batch.last;
    }
  },
};

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
        command: reportDeadlines.name,
        subject: `person:${open.personId}`,
        rules: [reportWindow.id, signalGrounds.id, ...(outageId === null ? [] : [reportLate.id])],
        details: { registrationId: open.id, month, outageId },
        request: null,
        result: null,
      });
    }
    return { looked: found.length, raised, last: found.at(-1)?.personId ?? null };
  });
}

/** Meetings that lost their time do not lie still: near their day they are an officer's task, and after it the authority has failed. */
import { writeAudit } from '../../platform/audit/index.ts';
import type { Actor, CommandContext, House } from '../../platform/auth/index.ts';
import { later, localTime } from '../../platform/clock/index.ts';
import type { Uuid } from '../../platform/ids/index.ts';
import type { Job } from '../../platform/jobs/index.ts';
import { writeEvent } from '../../platform/outbox/index.ts';
import { valueOn } from '../../platform/rule/index.ts';
import { askForNewTime, settleConversation, signalAttendance } from '../cases/index.ts';
import { meetingsEvents } from './events.ts';
import { isPlanningConversation } from './kinds.ts';
import { displacedAlarm } from './rules/displaced-alarm.ts';
import { lockDisplacedOver, lockDisplacedSoon } from './store/displace.ts';
import { type Meeting, writeState } from './store/meetings.ts';
import { noteEvent } from './take-booking.ts';
import { tellNews } from './tell-news.ts';

/** Meetings in one transaction. */
const batch = 50;

const system: Actor = { id: 'system', name: '', roles: [] };

/**
 * Asks officers to see to those that begin soon, once each time that a meeting lost its time; and notes of those that would have begun that
 * the authority failed, which is told and never leads to a signal (JO 5700-2015).
 */
export const watchDisplaced: Job = {
  name: 'meetings.watch-displaced',
  cron: '*/10 * * * *',
  async run(house) {
    const asked = await inBatches(house, askSoon);
    const failed = await inBatches(house, failOver);
    return { asked, failed };
  },
};

type Step = (context: CommandContext) => Promise<number>;

async function inBatches({ db, clock, newId }: House, step: Step): Promise<number> {
  let count = 0;
  for (;;) {
    const done = await db.transaction().execute((tx) => {
      const now = clock.now();
      return step({ tx, actor: system, now, today: localTime(now).date, newId });
    });
    count += done;
    if (done < batch) return count;
  }
}

async function askSoon(context: CommandContext): Promise<number> {
  const { tx, now, today } = context;
  const before = later(now, valueOn(displacedAlarm, today).hoursBefore * 3_600_000);
  const soon = await lockDisplacedSoon(tx, now, before, batch);
  for (const meeting of soon) {
    const { personId, id: meetingId, start } = meeting;
    const todoId = await askForNewTime(tx, { personId, meetingId, on: localTime(start).date }, context);
    await noteEvent(context, meeting, 'new-time-asked', { todoId });
  }
  return soon.length;
}

async function failOver(context: CommandContext): Promise<number> {
  const over = await lockDisplacedOver(context.tx, context.now, batch);
  for (const meeting of over) await fail(context, meeting);
  return over.length;
}

/** What an officer would have noted by `recordOutcome`; here nobody was to hold it any more. */
async function fail(context: CommandContext, meeting: Meeting): Promise<void> {
  const { tx, now, newId } = context;
  const { personId, id: meetingId, purpose, isProtected, displacedBy } = meeting;
  const outcome = 'authority-failed';
  const held = { personId, isProtected, outcome, told: false, settledTodoId: null } as const;
  const { todoId, events } = isPlanningConversation(purpose)
    ? await settleConversation(context, held)
    : { todoId: null as Uuid | null, events: [] };
  await writeState(tx, meeting, { state: outcome, endedAt: now });
  await noteEvent(context, meeting, 'outcome', { outcome, todoId, before: 'displaced', displacedBy });
  await tellNews(context, meeting, 'meetings.failed');
  for (const event of [meetingsEvents.ended(personId, { meetingId, purpose, outcome }), ...events]) {
    await writeEvent(tx, event, now);
  }
  await writeAudit(tx, {
    id: newId(),
    at: now,
    actor: system.id,
    command: watchDisplaced.name,
    subject: `person:${personId}`,
    rules: [displacedAlarm.id, signalAttendance.id],
    details: { meetingId, outcome, displacedBy, todoId },
    request: null,
    result: null,
  });
}

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

const system: Actor = { id: 'system', name: '', roles: [] };

/**
 * Asks officers to see to those that begin soon, once each time that a meeting lost its time; and notes of those that would have begun that
 * the authority failed, which is told and never leads to a signal (rules displaced-alarm and signal-attendance).
 */
export const watchDisplaced: Job = {
  name: 'meetings.watch-displaced',
  cron: '*/10 * * * *',
  async run(house) {
    const asked = await oneByOne(house, soon);
    const failed = await oneByOne(house, over);
    const [error] = [...asked.errors, ...failed.errors];
    // What could not be noted is tried again by the next run; the others are done.
    if (error !== undefined) throw error;
    return { asked: asked.count, failed: failed.count };
  },
};

interface Watched {
  /** The next of them but for these, held until the transaction ends. */
  next(context: CommandContext, except: readonly Uuid[]): Promise<Meeting | null>;
  note(context: CommandContext, meeting: Meeting): Promise<void>;
}

const soon: Watched = {
  next({ tx, now, today }, except) {
    return lockDisplacedSoon(tx, now, later(now, valueOn(displacedAlarm, today).hoursBefore * 3_600_000), except);
  },
  async note(context, meeting) {
    const { personId, id: meetingId, start } = meeting;
    const todoId = await askForNewTime(context.tx, { personId, meetingId, on: localTime(start).date }, context);
    await noteEvent(context, meeting, 'new-time-asked', { todoId });
  },
};

const over: Watched = { next: ({ tx, now }, except) => lockDisplacedOver(tx, now, except), note: fail };

/** Each in a transaction of its own, so that one that cannot be noted stands in the way of no other. */
async function oneByOne({ db, clock, newId, keys }: House, { next, note }: Watched): Promise<{ count: number; errors: Error[] }> {
  const errors: Error[] = [];
  const except: Uuid[] = [];
  for (let count = 0; ;) {
    let meeting = null as Meeting | null;
    try {
      await db.transaction().execute(async (tx) => {
        const now = clock.now();
        const context = { tx, actor: system, now, today: localTime(now).date, newId, keys };
        meeting = await next(context, except);
        if (meeting !== null) await note(context, meeting);
      });
    } catch (error) {
      // Without a meeting it is the database that is away.
      if (meeting === null || !(error instanceof Error)) throw error;
      errors.push(error);
      except.push(meeting.id);
      continue;
    }
    if (meeting === null) return { count, errors };
    count += 1;
  }
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

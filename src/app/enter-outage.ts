/** The log of outages is kept by the system itself; what it could not notice is entered by hand, and what it got wrong is corrected. */
import { z } from 'zod';
import { command } from '../platform/auth/index.ts';
import { day, epochMilliseconds, type Instant, instantAt, type PlainDate } from '../platform/clock/index.ts';
import { violatedConstraint } from '../platform/db/index.ts';
import { parseUuid } from '../platform/ids/index.ts';
import { insertOutage, lockPart, outageById, updateOutage } from '../platform/outage/index.ts';
import { appProblem } from './problems.ts';

/** The parts that a person can see to be away. */
export const outageParts = ['service', 'sign-in'] as const;

const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time of day, HH:MM');
/** A day and a time of day in Sweden. */
const moment = z.object({ date: day, time });
const times = { began: moment, ended: moment.nullable(), note: z.string().trim().max(500) };

export const enterOutage = command({
  name: 'app.enter-outage',
  roles: ['administrator'],
  input: z.object({ part: z.enum(outageParts), ...times }),
  async run({ tx, actor, now, newId }, { part, began, ended, note }) {
    const id = newId();
    const { beganAt, endedAt } = readTimes(began, ended, now);
    await lockPart(tx, part);
    await openOnce(() => insertOutage(tx, { id, part, beganAt, endedAt, foundBy: actor.id, note }, now));
    return { result: { id }, subject: `outage:${id}`, details: { part, beganAt, endedAt } };
  },
});

export const correctOutage = command({
  name: 'app.correct-outage',
  roles: ['administrator'],
  input: z.object({ id: z.uuid(), ...times }),
  async run({ tx, actor, now }, { id, began, ended, note }) {
    const before = await outageById(tx, parseUuid(id)!);
    if (before === null) throw appProblem('outage-unknown');
    const { beganAt, endedAt } = readTimes(began, ended, now);
    await lockPart(tx, before.part);
    await openOnce(() => updateOutage(tx, { id: before.id, beganAt, endedAt, foundBy: actor.id, note }));
    // The row says what is held to be true now; what it said before, and who said so, is kept here.
    const was = { beganAt: before.beganAt, endedAt: before.endedAt, foundBy: before.foundBy };
    return { result: { id }, subject: `outage:${id}`, details: { beganAt, endedAt, was } };
  },
});

export const appCommands = [enterOutage, correctOutage] as const;

interface Moment {
  date: PlainDate;
  time: string;
}

function readTimes(began: Moment, ended: Moment | null, now: Instant): { beganAt: Instant; endedAt: Instant | null } {
  const beganAt = instantAt(began.date, began.time);
  const endedAt = ended === null ? null : instantAt(ended.date, ended.time);
  if (beganAt === null || isAfter(beganAt, now))
    throw appProblem('outage-times', { fields: [{ field: 'began', expected: 'past' }] });
  const endless = ended === null ? false : endedAt === null || isAfter(endedAt, now) || isAfter(beganAt, endedAt);
  if (endless) throw appProblem('outage-times', { fields: [{ field: 'ended', expected: 'after began, past' }] });
  return { beganAt, endedAt };
}

function isAfter(one: Instant, other: Instant): boolean {
  return epochMilliseconds(one) > epochMilliseconds(other);
}

async function openOnce(write: () => Promise<void>): Promise<void> {
  try {
    await write();
  } catch (error) {
    if (violatedConstraint(error) === 'outage_one_open') throw appProblem('outage-open');
    throw error;
  }
}

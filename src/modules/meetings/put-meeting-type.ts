import { z } from 'zod';
import { command } from '../../platform/auth/index.ts';
import { addDays, day } from '../../platform/clock/index.ts';
import { bookers, channels } from './kinds.ts';
import { meetingsProblem } from './problems.ts';
import { writeChange } from './store/change.ts';
import { endType, insertType, lockType, removeType, typeCode } from './store/types.ts';

const words = z
  .string()
  .trim()
  .max(120)
  .regex(/^\P{Cc}*$/u, 'text on one line');
const count = (most: number) => z.number('a whole number').int().min(0).max(most);

const facts = z
  .object({
    purpose: z.string().regex(/^[a-z][a-z-]{2,40}$/, 'a purpose in small letters, such as first-planning'),
    names: z.object({ sv: words.min(1, 'a name'), en: words.min(1, 'a name') }),
    channels: z.array(z.enum(channels)).transform((all) => [...new Set(all)]),
    minutes: count(240).min(15).multipleOf(15, 'a number of quarters of an hour'),
    windowFirst: count(400).nullable(),
    windowLast: count(400).nullable(),
    bookedBy: z
      .array(z.enum(bookers))
      .min(1, 'someone who books')
      .transform((all) => [...new Set(all)]),
    competence: z
      .string()
      .regex(/^[a-z][a-z0-9-]{1,39}$/, 'a competence in small letters')
      .nullable(),
    needsRoom: z.boolean(),
    overbooking: z.boolean(),
    officers: count(2).min(1),
    seats: count(500).min(1),
    source: words.min(1, 'where it is decided'),
  })
  .refine(({ windowFirst, windowLast }) => windowFirst === null || windowLast === null || windowFirst <= windowLast, {
    path: ['windowLast'],
    message: 'a day on or after the first',
  })
  .refine(({ needsRoom, channels }) => !needsRoom || channels.includes('on-site'), {
    path: ['needsRoom'],
    message: 'a room only for meetings on site',
  });

/**
 * Says what a type of meeting is from a day on. The row in force ends the day before and stays as it was; meetings that are booked keep
 * what they were booked as. A change that has not come into force can be said anew; one that is in force cannot be said otherwise.
 */
export const putMeetingType = command({
  name: 'meetings.put-meeting-type',
  roles: ['planner', 'administrator'],
  input: z.intersection(facts, z.object({ code: z.string().regex(typeCode, 'a code, such as 21'), from: day })),
  async run({ tx, actor, today, now, newId }, { code, from, ...said }) {
    const rows = await lockType(tx, code);
    if (from < today || (rows.length > 0 && from === today)) {
      throw meetingsProblem('type-in-force', {
        params: { date: addDays(today, 1) },
        fields: [{ field: 'from', expected: 'a day to come' }],
      });
    }
    const same = rows.find(({ validFrom }) => validFrom === from);
    if (same !== undefined) await removeType(tx, same.id);
    const inForce = rows.find(({ validFrom, validTo }) => validFrom < from && (validTo === null || validTo >= from));
    if (inForce !== undefined) await endType(tx, inForce.id, addDays(from, -1));
    const next = rows.findLast(({ validFrom }) => validFrom > from);
    const validTo = next === undefined ? null : addDays(next.validFrom, -1);
    await insertType(tx, { id: newId(), code, validFrom: from, validTo, facts: said, at: now, by: actor.id });
    await writeChange(tx, { kind: 'supply', resources: [], days: { first: from, last: validTo } }, now);
    return { result: { resources: [], code }, subject: `meeting-type:${code}`, details: { from, ...said } };
  },
});

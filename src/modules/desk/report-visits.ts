/** Visits that another authority's own queue system reports: read in as a log is, without a file. */
import { z } from 'zod';
import { command, roles } from '../../platform/auth/index.ts';
import { localTime, moment } from '../../platform/clock/index.ts';
import { findPlace } from '../network/index.ts';
import type { LoggedVisit } from './import/rows.ts';
import { visitFaults } from './import/visit-faults.ts';
import { addVisits } from './import-visits.ts';
import { notHelpedReasons, outcomes } from './kinds.ts';
import { deskProblem } from './problems.ts';
import { uuid } from './setup-input.ts';
import { findClient } from './store/clients.ts';
import { listTopics } from './store/topics.ts';

export const reportedVisit = z.strictObject({
  arrived: moment.meta({ examples: ['2026-03-02T09:05:00+01:00'] }),
  called: moment.nullable().default(null),
  served: moment.nullable().default(null),
  ended: moment.nullable().default(null),
  /** Code of a topic of the authority's own. */
  topic: z
    .string()
    .min(1)
    .max(40)
    .meta({ examples: ['forsakringskassan-matter'] }),
  /** ISO 639. */
  language: z
    .string()
    .regex(/^[a-z]{2,3}$/)
    .nullable()
    .default(null)
    .meta({ examples: ['sv'] }),
  bookedFor: moment.nullable().default(null),
  outcome: z.enum(outcomes),
  reason: z.enum(notHelpedReasons).nullable().default(null),
});

export const mostReported = 1_000;

/**
 * Whoever has the key of a program in use may, for topics of its authority's: a program is not an account. Visits that were reported before,
 * alike in everything, are not added again. Throws client-key-unknown, desk-unknown, topic-not-yours and visits-refused with each visit's faults.
 */
export const reportVisits = command({
  name: 'desk.report-visits',
  roles,
  input: z.object({
    keyHash: z.base64url().length(43),
    placeId: uuid,
    visits: z.array(reportedVisit).min(1).max(mostReported),
  }),
  async run({ tx, now, today, newId }, { keyHash, placeId, visits }) {
    const client = await findClient(tx, Buffer.from(keyHash, 'base64url'));
    if (client === null) throw deskProblem('client-key-unknown');
    if ((await findPlace(tx, placeId)) === null) throw deskProblem('desk-unknown');
    const own = new Set((await listTopics(tx, today)).filter(({ agency }) => agency === client.agency).map(({ code }) => code));
    const foreign = visits.find(({ topic }) => !own.has(topic));
    if (foreign !== undefined) throw deskProblem('topic-not-yours', { params: { topics: [...own].join(', ') } });
    const told = visits.map(loggedVisit);
    const fields = told.flatMap((visit, index) =>
      visitFaults(visit, now).map(({ column, code }) => ({ field: `visits.${index}.${column}`, expected: code })),
    );
    if (fields.length > 0) throw deskProblem('visits-refused', { fields });
    const by = `client:${client.id}`;
    const result = await addVisits({ tx, now, newId }, { placeId, by }, told);
    return { result, subject: `place:${placeId}`, details: { ...result, client: client.id } };
  },
});

function loggedVisit(visit: z.output<typeof reportedVisit>, index: number): LoggedVisit {
  const { arrived, called, served, ended, ...said } = visit;
  const times = { arrivedAt: arrived, calledAt: called, servingAt: served, endedAt: ended };
  return { line: index, day: localTime(arrived).date, ...times, ...said };
}

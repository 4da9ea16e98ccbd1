import { z } from 'zod';
import { command } from '../../platform/auth/index.ts';
import { deskRoles, requireDesk } from './access.ts';
import { deskProblem } from './problems.ts';
import { line, namesInput, refuseTaken, uuid, which } from './setup-input.ts';
import { insertService, type ServiceFacts, updateService } from './store/services.ts';
import { listTopics } from './store/topics.ts';
import { forgetNumber } from './store/visits.ts';

const service = z.object({
  placeId: uuid,
  ...which,
  letter: line(1).regex(/^[A-Z]$/, 'a letter from A to Z'),
  names: namesInput,
  topics: z.array(z.string()).min(1, 'at least one topic').max(100),
  /** So many of 100 are to be called within so many seconds; null: no goal is set. */
  goal: z.object({ percent: z.number().int().min(1).max(100), seconds: z.number().int().min(1).max(86_400) }).nullable(),
});

/** Adds a line in which people wait at a place, or says what it is from now on. */
export const putService = command({
  name: 'desk.put-service',
  roles: deskRoles,
  input: service,
  async run({ tx, actor, newId, today }, { id, version, ...input }) {
    const { placeId } = await requireDesk(tx, actor, input.placeId, today, ['manager']);
    const known = new Set((await listTopics(tx, today)).map(({ code }) => code));
    if (!input.topics.every((one) => known.has(one))) throw deskProblem('topic-unknown');
    const { letter, names, topics, goal } = input;
    const facts: ServiceFacts = { letter, names, topics: [...new Set(topics)], goal };
    const serviceId = id ?? newId();
    await refuseTaken(async () => {
      if (id === null) await insertService(tx, placeId, serviceId, facts);
      else if (!(await updateService(tx, { placeId, id, version: version ?? 0 }, facts))) throw deskProblem('changed-meanwhile');
    });
    if (id !== null) await forgetNumber(tx, placeId, id, today);
    return { result: { serviceId }, subject: `place:${placeId}`, details: { serviceId, ...facts } };
  },
});

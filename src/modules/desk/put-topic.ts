import { z } from 'zod';
import { command } from '../../platform/auth/index.ts';
import { overseers } from './access.ts';
import { deskProblem } from './problems.ts';
import { code, namesInput } from './setup-input.ts';
import { upsertTopic } from './store/topics.ts';

/** Says what people can come about: a new topic, or another name or place in the list of one that is there. */
export const putTopic = command({
  name: 'desk.put-topic',
  roles: overseers,
  input: z.object({ code, agency: code, names: namesInput, position: z.number('a whole number').int().min(0).max(9999) }),
  async run({ tx }, topic) {
    if (!(await upsertTopic(tx, topic))) throw deskProblem('topic-code-taken');
    return { result: { code: topic.code }, subject: `topic:${topic.code}`, details: topic };
  },
});

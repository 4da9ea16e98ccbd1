import { z } from 'zod';
import { command } from '../../platform/auth/index.ts';
import { overseers } from './access.ts';
import { deskProblem } from './problems.ts';
import { code } from './setup-input.ts';
import { endTopicOn } from './store/topics.ts';

/** From today no one comes about this any more; visits that did keep it. */
export const endTopic = command({
  name: 'desk.end-topic',
  roles: overseers,
  input: z.object({ code }),
  async run({ tx, today }, input) {
    if (!(await endTopicOn(tx, input.code, today))) throw deskProblem('topic-unknown');
    return { result: input, subject: `topic:${input.code}` };
  },
});

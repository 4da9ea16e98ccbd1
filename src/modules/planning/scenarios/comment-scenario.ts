import { z } from 'zod';
import { command } from '../../../platform/auth/index.ts';
import { day } from '../../../platform/clock/index.ts';
import { parseUuid } from '../../../platform/ids/index.ts';
import { requireBody } from '../../contact/index.ts';
import { planningProblem } from '../problems.ts';
import { insertComment, lockScenario, senderKinds, stances } from '../store/scenarios.ts';
import { planners } from './scenario-input.ts';
import { after } from './scenario-state.ts';

/** Files a comment or a view on a scenario: from a municipality, a union or another body, from staff, or from someone else. */
export const commentScenario = command({
  name: 'planning.comment-scenario',
  roles: planners,
  input: z.object({
    scenarioId: z.string(),
    fromKind: z.enum(senderKinds),
    bodyKey: z.string().max(60),
    fromName: z
      .string()
      .trim()
      .max(120)
      .regex(/^\P{Cc}*$/u, 'one line'),
    arrivedOn: day,
    stance: z.enum(stances),
    words: z
      .string()
      .transform((given) => given.replaceAll(/\r\n?/g, '\n').trim())
      .pipe(z.string().min(1, 'what it says').max(20_000)),
  }),
  async run({ tx, actor, now, today, newId }, { scenarioId, bodyKey, fromName, ...of }) {
    const asked = parseUuid(scenarioId);
    const scenario = asked === null ? null : await lockScenario(tx, asked);
    if (scenario === null) throw planningProblem('scenario-unknown');
    if (after(scenario.state, 'comment') === null) throw planningProblem('scenario-act-refused');
    if (of.arrivedOn > today)
      throw planningProblem('comment-day-to-come', { fields: [{ field: 'arrivedOn', expected: `${today} or earlier` }] });
    if (of.fromKind === 'other' && fromName === '')
      throw planningProblem('comment-sender-missing', { fields: [{ field: 'fromName', expected: 'who says so' }] });
    if (of.fromKind === 'body' && bodyKey === '')
      throw planningProblem('comment-sender-missing', { fields: [{ field: 'bodyKey', expected: 'which body' }] });
    // Nothing that was said of who it comes from is left out in silence.
    const other =
      of.fromKind !== 'body' && bodyKey !== '' ? 'bodyKey' : of.fromKind === 'body' && fromName !== '' ? 'fromName' : null;
    if (other !== null) throw planningProblem('comment-sender-two', { fields: [{ field: other, expected: 'left empty' }] });
    const body = of.fromKind === 'body' ? (await requireBody(tx, bodyKey)).key : null;
    const id = newId();
    const from = { bodyKey: body, fromName: fromName === '' ? null : fromName };
    await insertComment(tx, { id, scenarioId: scenario.id, number: scenario.number, ...of, ...from, at: now, by: actor.id });
    return {
      result: { commentId: id },
      subject: `scenario:${scenario.id}`,
      details: {
        commentId: id,
        number: scenario.number,
        fromKind: of.fromKind,
        bodyKey: body,
        stance: of.stance,
        arrivedOn: of.arrivedOn,
      },
    };
  },
});

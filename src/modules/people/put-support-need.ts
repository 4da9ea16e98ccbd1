import { z } from 'zod';
import { command } from '../../platform/auth/index.ts';
import { parseUuid } from '../../platform/ids/index.ts';
import { problem } from '../../platform/problem/index.ts';
import { grounds, needs } from './kinds.ts';
import { peopleProblem } from './problems.ts';
import { refuseSupportNeed, supportGrounds } from './rules/support-grounds.ts';
import { recordAct, requireStanding } from './standing.ts';
import { lockPerson } from './store/persons.ts';
import { endSupportNeed as writeEnd, putSupportNeed as writeNeed } from './store/support.ts';

const need = z.object({
  personId: z.string(),
  ground: z.enum(grounds),
  needs: z.array(z.enum(needs)).default([]),
  disabilityCode: z
    .literal('')
    .or(z.string().regex(/^\d{1,3}$/, 'one to three digits'))
    .optional()
    .transform((code) => (code === undefined || code === '' ? null : code)),
  note: z.string().trim().max(2000).default(''),
});

/** Says that a person needs support, on which ground and what; one need in force per ground, said again it is changed. */
export const putNeed = command({
  name: 'people.put-support-need',
  roles: ['jobseeker', 'helper', 'desk-officer', 'caseworker', 'protection-officer'],
  input: need,
  async run(context, input) {
    const { tx, actor, now, newId, today } = context;
    const standing = await requireStanding(tx, actor, input.personId, 'contact-details', now);
    const { personId, capacity } = standing;
    const refused = refuseSupportNeed(capacity, input);
    if (refused !== null) {
      throw problem('invalid-input', { rule: supportGrounds, fields: [{ field: refused, expected: 'left to an officer' }] });
    }
    await lockPerson(tx, personId);
    const { ground, disabilityCode, note } = input;
    const written = {
      personId,
      id: newId(),
      ground,
      needs: input.needs,
      disabilityCode,
      note,
      since: today,
      by: actor.id,
      at: now,
      replaces: capacity === 'staff',
    };
    const needId = await writeNeed(tx, written);
    await recordAct(tx, context, standing, 'support-need-put', { ground });
    return {
      result: { needId },
      subject: `person:${personId}`,
      rules: [supportGrounds.id],
      details: { needId, ground, needs: input.needs },
    };
  },
});

/** A need of support is no more. */
export const endNeed = command({
  name: 'people.end-support-need',
  roles: ['jobseeker', 'helper', 'desk-officer', 'caseworker', 'protection-officer'],
  input: z.object({ personId: z.string(), needId: z.string() }),
  async run(context, { personId: id, needId: typed }) {
    const { tx, actor, now, today } = context;
    const standing = await requireStanding(tx, actor, id, 'contact-details', now);
    const needId = parseUuid(typed);
    if (needId === null || !(await writeEnd(tx, standing.personId, needId, today))) throw peopleProblem('support-need-unknown');
    await recordAct(tx, context, standing, 'support-need-ended', { needId });
    return { result: { needId }, subject: `person:${standing.personId}`, details: { needId } };
  },
});

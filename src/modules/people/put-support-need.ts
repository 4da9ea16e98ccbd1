import { z } from 'zod';
import { type Actor, command } from '../../platform/auth/index.ts';
import type { Instant } from '../../platform/clock/index.ts';
import type { Database } from '../../platform/db/index.ts';
import { parseUuid } from '../../platform/ids/index.ts';
import { problem } from '../../platform/problem/index.ts';
import { grounds, needs } from './kinds.ts';
import { peopleProblem } from './problems.ts';
import { refuseSupportNeed, supportGrounds } from './rules/support-grounds.ts';
import { recordAct, requireStanding, type Standing } from './standing.ts';
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

/**
 * In which capacity someone may read and write what support a person needs: themselves or staff. It can tell of health, and none of
 * a mandate's tasks is about it: throws not-allowed under one, besides what requireStanding throws.
 */
export async function requireSupportStanding(db: Database, actor: Actor, personId: string, now: Instant): Promise<Standing> {
  const standing = await requireStanding(db, actor, personId, 'contact-details', now);
  if (standing.capacity === 'mandate') throw problem('not-allowed', { rule: supportGrounds });
  return standing;
}

/** Says that a person needs support, on which ground and what; one need in force per ground, said again it is changed. */
export const putNeed = command({
  name: 'people.put-support-need',
  roles: ['jobseeker', 'desk-officer', 'caseworker', 'protection-officer'],
  input: need,
  async run(context, input) {
    const { tx, actor, now, newId, today } = context;
    const standing = await requireSupportStanding(tx, actor, input.personId, now);
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
  roles: ['jobseeker', 'desk-officer', 'caseworker', 'protection-officer'],
  input: z.object({ personId: z.string(), needId: z.string() }),
  async run(context, { personId: id, needId: typed }) {
    const { tx, actor, now, today } = context;
    const standing = await requireSupportStanding(tx, actor, id, now);
    const needId = parseUuid(typed);
    if (needId === null || !(await writeEnd(tx, standing.personId, needId, today))) throw peopleProblem('support-need-unknown');
    await recordAct(tx, context, standing, 'support-need-ended', { needId });
    return { result: { needId }, subject: `person:${standing.personId}`, details: { needId } };
  },
});

import { z } from 'zod';
import { command } from '../../platform/auth/index.ts';
import { parseUuid } from '../../platform/ids/index.ts';
import { recordAct } from '../people/index.ts';
import { casesProblem } from './problems.ts';
import { requireOfficer } from './standing-of.ts';
import { lockOpenCase, setOfficer } from './store/open-case.ts';

/**
 * An officer takes a person's case, from a colleague too, or hands back their own. Whoever has it finds it among their own in the
 * work list, and is the one who is to hold its conversations.
 */
export const takeCase = command({
  name: 'cases.take-case',
  roles: ['caseworker', 'protection-officer'],
  input: z.object({ personId: z.uuid(), does: z.enum(['take', 'hand-back']) }),
  async run(context, { personId, does }) {
    const { tx, actor } = context;
    const standing = await requireOfficer(context, personId, 'registration');
    const open = await lockOpenCase(tx, standing.personId);
    if (open === null) throw casesProblem('case-unknown');
    if (does === 'hand-back' && open.officerId !== actor.id) throw casesProblem('case-not-yours');
    await setOfficer(tx, open, does === 'take' ? parseUuid(actor.id) : null);
    await recordAct(tx, context, standing, does === 'take' ? 'case-taken' : 'case-handed-back');
    return {
      result: { registrationId: open.id },
      subject: `person:${standing.personId}`,
      details: { registrationId: open.id, does, before: open.officerId },
    };
  },
});

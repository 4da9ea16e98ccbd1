import { z } from 'zod';
import { command } from '../../../platform/auth/index.ts';
import { agreementActions, canAgreement } from '../agreement-state.ts';
import { networkProblem } from '../problems.ts';
import { lockAgreement, writeFacts } from '../store/agreement-write.ts';
import { agreementFacts, requireFacts } from './agreement-input.ts';

/** Says anew what an agreement is to say, before it is agreed; `version` is the one that was seen. Its kind and authority stay. */
export const changeAgreement = command({
  name: 'network.change-agreement',
  roles: agreementActions.change.roles,
  input: agreementFacts.omit({ kind: true, agency: true }).extend({ agreementId: z.uuid(), version: z.number().int() }),
  async run({ tx, actor, now, today, newId }, { agreementId, version, ...said }) {
    const before = await lockAgreement(tx, agreementId, today);
    if (before === null) throw networkProblem('agreement-unknown');
    if (!canAgreement(before.state, 'change')) throw networkProblem('agreement-settled', { params: { state: before.state } });
    if (before.version !== version) throw networkProblem('agreement-changed-meanwhile');
    const facts = { ...said, kind: before.kind, agency: before.agency };
    await requireFacts(tx, facts, today, agreementId);
    await writeFacts(tx, agreementId, version + 1, facts, { at: now, by: actor.name }, newId);
    return {
      result: { agreementId, version: version + 1 },
      subject: `agreement:${agreementId}`,
      details: { version: version + 1, replaces: said.replaces, places: said.places.map(({ placeId }) => placeId) },
    };
  },
});

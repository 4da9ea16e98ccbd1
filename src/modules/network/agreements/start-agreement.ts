import { command } from '../../../platform/auth/index.ts';
import { agreementActions } from '../agreement-state.ts';
import { insertAgreementRecord, insertStep } from '../store/agreement-write.ts';
import { agreementFacts, requireFacts } from './agreement-input.ts';

/** Begins an agreement: what is known of it, in the state initiated. */
export const startAgreement = command({
  name: 'network.start-agreement',
  roles: agreementActions.change.roles,
  input: agreementFacts,
  async run({ tx, actor, now, today, newId }, said) {
    await requireFacts(tx, said, today);
    const agreementId = newId();
    const told = { evidence: 'entered', source: null, method: actor.name || actor.id, at: now, by: actor.name } as const;
    await insertAgreementRecord(tx, agreementId, said, told, newId);
    await insertStep(tx, { id: newId(), agreementId, state: 'initiated', since: today, note: '' }, now, actor.name);
    const { kind, agency, replaces } = said;
    return {
      result: { agreementId },
      subject: `agreement:${agreementId}`,
      details: { kind, agency, replaces, places: said.places.map(({ placeId }) => placeId) },
    };
  },
});

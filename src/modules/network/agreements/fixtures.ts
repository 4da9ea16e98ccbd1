/** For tests: agreements that say all they must, and the steps of their life. */
import { type Actor, execute, type House } from '../../../platform/auth/index.ts';
import type { AgreementState } from '../agreement-state.ts';
import { agreementTerms } from '../kinds.ts';
import { ownAgency } from '../desk-tasks.ts';
import { startAgreement } from './start-agreement.ts';
import { stepAgreement } from './step-agreement.ts';

const planner: Actor = { id: '00000000-0000-7000-8000-0000000000aa', name: 'Planerare', roles: ['planner'] };

/** A cooperation agreement with the municipality of Dorotea about meetings at these places, with every term. */
export const cooperationWith = (placeIds: readonly string[], more: object = {}) => ({
  kind: 'cooperation',
  agency: ownAgency,
  title: 'Samverkan i Dorotea (prov)',
  reference: null,
  from: '2020-01-01',
  to: null,
  noticeMonths: 6,
  terms: Object.fromEntries(agreementTerms.map((term) => [term, 'Som parterna kommit överens om.'])),
  arrivalCounts: null,
  replaces: null,
  gapReason: null,
  parties: [
    {
      kind: 'municipality',
      name: 'Dorotea kommun',
      municipalityCode: '2425',
      contactRole: 'Arbetsmarknadsenheten',
      contact: null,
    },
  ],
  places: placeIds.map((placeId) => ({ placeId, offers: ['meetings'], hours: null })),
  duties: [],
  ...more,
});

export const beginAgreement = async (house: House, said: object): Promise<string> =>
  (await execute(house, planner, startAgreement, said)).agreementId;

/** Takes it through these states, each since a day. */
export async function takeSteps(
  house: House,
  agreementId: string,
  steps: readonly (readonly [AgreementState, string])[],
): Promise<void> {
  for (const [state, since] of steps) await execute(house, planner, stepAgreement, { agreementId, state, since, note: '' });
}

/** An agreement about meetings at a place that is in force since a day, today at the latest. */
export async function agreementInForce(house: House, placeId: string, since: string, on: string): Promise<string> {
  const agreementId = await beginAgreement(
    house,
    cooperationWith([placeId], { from: since, title: `Samverkan (prov) ${placeId}` }),
  );
  await takeSteps(house, agreementId, [
    ['analysed', on],
    ['negotiated', on],
    ['agreed', on],
    ['in-force', on],
  ]);
  return agreementId;
}

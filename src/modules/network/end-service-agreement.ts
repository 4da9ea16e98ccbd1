import { z } from 'zod';
import { command } from '../../platform/auth/index.ts';
import { day } from '../../platform/clock/index.ts';
import { networkProblem } from './problems.ts';
import { endAgreementOn } from './store/agreements.ts';

/** Ends a service agreement with a last day within its period; from the day after the desk does nothing by it. */
export const endServiceAgreement = command({
  name: 'network.end-service-agreement',
  roles: ['planner', 'administrator'],
  input: z.object({ placeId: z.uuid(), agreementId: z.uuid(), lastDay: day }),
  async run({ tx }, { placeId, agreementId, lastDay }) {
    if (!(await endAgreementOn(tx, placeId, agreementId, lastDay))) throw networkProblem('agreement-unknown');
    return { result: { agreementId }, subject: `place:${placeId}`, details: { agreementId, lastDay } };
  },
});

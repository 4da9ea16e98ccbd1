import type { PlainDate } from '../../../platform/clock/index.ts';
import { rule } from '../../../platform/rule/index.ts';
import type { OfficeState } from '../../network/index.ts';
import type { PhoneRefusal } from './telephone-registration.ts';

/** What an officer is asked. The first four come from the rule; the others from what happened around it. */
export const officerQuestions = [
  'protected-identity',
  'identity-not-proved',
  'permit-unsure',
  'permit-none',
  'not-automatic',
  'objection',
  'review-disagrees',
  'rerun-differs',
] as const;
export type OfficerQuestion = (typeof officerQuestions)[number];

export const registrationDecision = rule({
  id: 'registration-decision',
  says:
    'Whoever registers themselves, has proved who they are and may work in Sweden is registered. A registration by phone without one of ' +
    'its legal grounds is rejected. Someone with protected identity, whose identity is not proved, or who does not know or may not work ' +
    'in Sweden is decided by an officer.',
  source:
    'IAFFS 2017:2 §§1–2 (in force 2017-08-01, changed by IAFFS 2019:1); residence and work permit: SFS 2002:623 §3 p. 5; protected identity: JO 5254-2016',
  values: {
    '2017-08-01': {
      toOfficer: ['protected-identity', 'identity-not-proved', 'permit-unsure', 'permit-none'],
      rejects: ['no-telephone-ground', 'no-outage-that-day', 'no-earlier-registration'],
    },
  },
});

/** What a registration is decided by: codes and days, never a name, a number or free text. */
export interface RegistrationFacts {
  firstDay: PlainDate;
  arrivedOn: PlainDate;
  channel: 'web' | 'in-person' | 'phone';
  phoneGround: string | null;
  /** Why the ground does not hold; null when it does, and for other channels. */
  phoneRefusal: PhoneRefusal | null;
  /** With the ground office-closed: the office where the person lives, on the first day, by the register's hours. Decides nothing. */
  officeThatDay: OfficeState | null;
  /** How the identity was proved; 'none' when it was not. */
  identityProof: string;
  mayWork: 'yes' | 'dont-know' | 'no';
  isProtected: boolean;
}

export type Proposal =
  | { outcome: 'approve' | 'reject'; question: null; reasons: string[] }
  | { outcome: 'to-officer'; question: OfficerQuestion; reasons: string[] };

interface Value {
  toOfficer: readonly string[];
  rejects: readonly string[];
}

/** What the rule says of these facts. An officer's question is the first that there is; `reasons` has all that there are. */
export function proposeDecision(value: Value, facts: RegistrationFacts): Proposal {
  const questions: [OfficerQuestion, boolean][] = [
    ['protected-identity', facts.isProtected],
    ['identity-not-proved', facts.identityProof === 'none'],
    ['permit-unsure', facts.mayWork === 'dont-know'],
    ['permit-none', facts.mayWork === 'no'],
  ];
  const asked = questions.filter(([code, holds]) => holds && value.toOfficer.includes(code)).map(([code]) => code);
  const refusals = facts.phoneRefusal !== null && value.rejects.includes(facts.phoneRefusal) ? [facts.phoneRefusal] : [];
  const [question] = asked;
  if (question !== undefined) return { outcome: 'to-officer', question, reasons: [...asked, ...refusals] };
  if (refusals.length > 0) return { outcome: 'reject', question: null, reasons: refusals };
  return { outcome: 'approve', question: null, reasons: ['requirements-met'] };
}

/** Collects what a registration is decided by: at submission, and again when a rule is run anew. */
import { addDays, type Instant, instantAt, localTime, type PlainDate } from '../../../platform/clock/index.ts';
import type { Transaction } from '../../../platform/db/index.ts';
import type { Uuid } from '../../../platform/ids/index.ts';
import { outagesBetween } from '../../../platform/outage/index.ts';
import { inForceOn, valueOn } from '../../../platform/rule/index.ts';
import { officeOn } from '../../network/index.ts';
import { factsFor, peopleProblem, type PersonFacts } from '../../people/index.ts';
import { proposeDecision, type Proposal, registrationDecision, type RegistrationFacts } from '../rules/registration-decision.ts';
import { type PhoneFacts, type PhoneRefusal, refusePhone, telephoneRegistration } from '../rules/telephone-registration.ts';
import type { Channel } from '../store/draft.ts';
import { earlierEndedOn } from '../store/registration.ts';

export interface SentIn {
  personId: Uuid;
  registrationId: Uuid;
  firstDay: PlainDate;
  arrivedAt: Instant;
  channel: Channel;
  phoneGround: string | null;
  municipalityCode: string;
  mayWork: RegistrationFacts['mayWork'];
}

/** What decides, and what the statistics and deadlines need of the person besides. */
export async function factsOf(tx: Transaction, sent: SentIn): Promise<{ facts: RegistrationFacts; person: PersonFacts }> {
  const person = await factsFor(tx, sent.personId);
  if (person === null) throw peopleProblem('person-unknown');
  const { firstDay, channel, phoneGround, mayWork } = sent;
  const arrivedOn = localTime(sent.arrivedAt).date;
  const phoneRefusal = channel === 'phone' ? await phoneRefusalOf(tx, sent, arrivedOn) : null;
  const { identityProof, isProtected } = person;
  const officeThatDay = await officeOf(tx, sent, isProtected);
  return {
    person,
    facts: { firstDay, arrivedOn, channel, phoneGround, phoneRefusal, officeThatDay, identityProof, mayWork, isProtected },
  };
}

/** Only where it is the ground; of someone protected it would tell where they live. */
async function officeOf(tx: Transaction, sent: SentIn, isProtected: boolean): Promise<RegistrationFacts['officeThatDay']> {
  if (sent.channel !== 'phone' || sent.phoneGround !== 'office-closed' || isProtected) return null;
  return officeOn(tx, sent.municipalityCode, sent.firstDay);
}

async function phoneRefusalOf(tx: Transaction, sent: SentIn, arrivedOn: PlainDate): Promise<PhoneRefusal | null> {
  const { firstDay, phoneGround: ground } = sent;
  const facts: PhoneFacts = {
    ground,
    firstDay,
    outages: ground === 'outage' ? await outagesOn(tx, firstDay) : [],
    earlierEndedOn: ground === 're-registration' ? await earlierEndedOn(tx, sent) : null,
  };
  return refusePhone(valueOn(telephoneRegistration, arrivedOn), facts);
}

/** The outages of a day in Sweden that closed the website: of the whole service, or of sign-in, without which no one comes in. */
async function outagesOn(tx: Transaction, date: PlainDate): Promise<PhoneFacts['outages']> {
  const found = await outagesBetween(tx, instantAt(date, '00:00')!, instantAt(addDays(date, 1), '00:00')!);
  return found.map(({ beganAt, endedAt }) => ({
    from: localTime(beganAt).date,
    to: endedAt === null ? null : localTime(endedAt).date,
  }));
}

/** What the rule in force on a day says of the facts, with the first day of the value that said it. */
export function proposalOf(facts: RegistrationFacts, on: PlainDate): Proposal & { valueFrom: PlainDate } {
  const { from, value } = inForceOn(registrationDecision, on);
  return { ...proposeDecision(value, facts), valueFrom: from };
}

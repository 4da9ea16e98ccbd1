import { z } from 'zod';
import { command, type CommandContext } from '../../platform/auth/index.ts';
import type { Event } from '../../platform/outbox/index.ts';
import { factsFor } from '../people/index.ts';
import { casesEvents } from './events.ts';
import { casesProblem } from './problems.ts';
import { factsOf, proposalOf } from './registration/facts.ts';
import { type Automation, automaticDecision, underAutomation } from './rules/automatic-decision.ts';
import { askOfficer, settle } from './settle-registration.ts';
import { countAffected, nextAffected, writeRerun } from './store/affected.ts';
import { automationOf, findStop } from './store/automation.ts';
import { type Decision, findDecision, insertDecision, writeReplaced } from './store/decision.ts';
import { isOvertaken, lockRegistration, type Registration } from './store/registration.ts';

/**
 * Decides the next decisions of a stop again, by the value in force today and the facts as they are known now. What comes out the
 * same stays. What comes out otherwise is a new decision in place of the old: by the rule itself only when it is in the person's
 * favour and the rule has been started again, else by an officer. Run it until `waiting` is 0; a run that was cut off is gone on
 * with, and nothing is decided twice.
 */
export const rerunDecisions = command({
  name: 'cases.rerun-decisions',
  roles: ['administrator'],
  input: z.object({ stopId: z.uuid(), limit: z.int().min(1).max(1000) }),
  async run(context, { stopId, limit }) {
    const { tx } = context;
    const stop = await findStop(tx, stopId);
    if (stop === null) throw casesProblem('stop-unknown');
    const automation = await automationOf(tx, stop.rule);
    const batch = await nextAffected(tx, stop, limit);
    const events: Event[] = [];
    // What is told and audited has no protected person in it, not even as one more.
    let changed = 0;
    for (const one of batch) {
      // The person before the case, as in every command.
      await factsFor(tx, one.personId);
      const registration = await lockRegistration(tx, one.personId, one.registrationId);
      const decision = await findDecision(tx, one.personId, one.id);
      // Someone may have decided it anew between the list and the lock.
      if (registration === null || decision === null || decision.replacedBy !== null) continue;
      const told = await runAgain(context, { registration, decision, automation });
      events.push(...told);
      if (!one.isProtected) changed += told.length;
    }
    const looked = batch.filter(({ isProtected }) => !isProtected).length;
    await writeRerun(tx, stop, batch);
    const report = await countAffected(tx, stop);
    return {
      result: { looked, changed, ...report },
      subject: `rule:${stop.rule}`,
      rules: [automaticDecision.id, stop.rule],
      details: { stopId, looked, changed },
      events,
    };
  },
});

/** Gives the event of a decision that came out otherwise; none when it stays. */
async function runAgain(
  context: CommandContext,
  { registration, decision, automation }: { registration: Registration; decision: Decision; automation: Automation },
): Promise<Event[]> {
  const { tx, now, today, newId } = context;
  const { personId, id: registrationId, registeredOn } = registration;
  const mayWork = registration.answers.permit?.mayWork ?? 'dont-know';
  const { facts, person } = await factsOf(tx, { ...registration, registrationId: registration.id, mayWork });
  const proposal = proposalOf(facts, today);
  if (proposal.outcome === decision.outcome) return [];
  const favourable = proposal.outcome === 'approve' && registration.state === 'rejected';
  const decided = underAutomation(proposal, automation);
  const changed = (outcome: string): Event[] => [
    casesEvents.registrationDecided(personId, { registrationId, outcome, registeredOn }),
  ];
  if (favourable && decided.outcome === 'approve' && !(await isOvertaken(tx, registration))) {
    const id = newId();
    await insertDecision(tx, {
      personId,
      id,
      registrationId,
      rule: decision.rule,
      ruleValueFrom: proposal.valueFrom,
      facts,
      reasons: proposal.reasons,
      outcome: 'approve',
      automatic: true,
      reasonText: '',
      question: null,
      decidedAt: now,
      decidedBy: 'rule',
      toldAt: now,
      sampled: false,
    });
    await writeReplaced(tx, decision, id);
    await settle(context, registration, { outcome: 'approve', automatic: true, bornOn: person.bornOn });
    return changed('approve');
  }
  await askOfficer(context, registration, decision, {
    question: 'rerun-differs',
    by: 'rule',
    facts,
    reasons: proposal.reasons,
    valueFrom: proposal.valueFrom,
  });
  return changed('to-officer');
}

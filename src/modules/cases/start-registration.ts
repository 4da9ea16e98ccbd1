import { z } from 'zod';
import { command, type CommandContext } from '../../platform/auth/index.ts';
import { languages } from '../../platform/i18n/index.ts';
import { randomId } from '../../platform/ids/index.ts';
import { recordAct, type Standing } from '../people/index.ts';
import { casesProblem } from './problems.ts';
import { hasComeBack, leastAlone } from './registration/progress.ts';
import { phoneGrounds, telephoneRegistration } from './rules/telephone-registration.ts';
import { requireOwnWay } from './standing-of.ts';
import { registrationParties } from './state.ts';
import { continueAttempt, insertAttempt, insertAttemptEvents } from './store/attempt.ts';
import { type Channel, channels, continueDraft, type Draft, findDraft, insertDraft, lockDrafts } from './store/draft.ts';
import { openRegistration } from './store/registration.ts';

const start = z.object({
  personId: z.uuid(),
  /** The language of the pages. */
  language: z.enum(languages),
  /** How the person comes: by themselves and their helpers on the web; with staff in person or by phone. */
  channel: z.enum(channels),
  /** With the channel phone: which of the four grounds (IAFFS 2017:2 §2). */
  phoneGround: z.enum(phoneGrounds).nullable(),
});

/** Begins to fill in a registration, or goes on with the one that is open, on any device. */
export const startRegistration = command({
  name: 'cases.start-registration',
  roles: registrationParties,
  input: start,
  async run(context, { personId, language, channel, phoneGround }) {
    const { tx } = context;
    const standing = await requireOwnWay(context, personId, 'registration');
    requireChannel(standing, channel, phoneGround);
    if ((await openRegistration(tx, standing.personId)) !== null) throw casesProblem('already-registered');

    await lockDrafts(tx, standing.personId);
    const open = await findDraft(tx, standing.personId);
    const how = { language, channel, phoneGround };
    const draft = open === null ? await begin(context, standing, how) : await goOn(context, standing, open, how);
    await recordAct(tx, context, standing, open === null ? 'registration-started' : 'registration-continued');
    return {
      result: { ...draft, resumed: open !== null },
      subject: `person:${standing.personId}`,
      details: { draftId: draft.draftId, capacity: standing.capacity, channel, phoneGround },
    };
  },
});

function requireChannel(standing: Standing, channel: Channel, phoneGround: string | null): void {
  const fits = standing.capacity === 'staff' ? channel !== 'web' : channel === 'web';
  if (!fits)
    throw casesProblem('channel-refused', { fields: [{ field: 'channel', expected: 'web, or with staff in-person or phone' }] });
  if ((channel === 'phone') === (phoneGround === null)) {
    throw casesProblem('phone-ground-required', {
      rule: telephoneRegistration,
      fields: [{ field: 'phoneGround', expected: `with the channel phone one of ${phoneGrounds.join(', ')}, otherwise null` }],
    });
  }
}

type How = Pick<Draft, 'language' | 'channel' | 'phoneGround'>;
type Begun = { draftId: Draft['id']; version: number; atStep: Draft['atStep'] };

async function begin({ tx, now, newId }: CommandContext, standing: Standing, how: How): Promise<Begun> {
  const { personId, capacity, isProtected } = standing;
  const [id, attemptId] = [newId(), randomId()];
  // Whom we know to be protected is not asked again.
  const begun = isProtected
    ? ({ answers: { protection: { protected: 'known' } }, done: ['protection'], atStep: 'first-day' } as const)
    : ({ answers: {}, done: [], atStep: 'protection' } as const);
  const { atStep } = begun;
  await insertAttempt(tx, {
    attemptId,
    service: 'registration',
    language: how.language,
    capacity,
    protected: isProtected,
    at: now,
  });
  await insertAttemptEvents(tx, attemptId, [{ step: atStep, kind: 'shown' }], now);
  await insertDraft(tx, { personId, id, attemptId, ...how, ...begun, done: [...begun.done], capacity, at: now });
  return { draftId: id, version: 1, atStep };
}

async function goOn({ tx, now }: CommandContext, standing: Standing, draft: Draft, how: How): Promise<Begun> {
  const capacity = leastAlone(draft.capacity, standing.capacity);
  if (hasComeBack(draft.changedAt, now)) {
    await insertAttemptEvents(tx, draft.attemptId, [{ step: draft.atStep, kind: 'came-back' }], now);
  }
  await continueAttempt(tx, draft.attemptId, { language: how.language, capacity });
  await continueDraft(tx, draft, { ...how, capacity, at: now });
  return { draftId: draft.id, version: draft.version, atStep: draft.atStep };
}

/** Two devices and any order of steps: what is stored is what was saved last, and what was sent is sent once. */
import { sql } from 'kysely';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { testHouse } from '../../../test/database.ts';
import { execute } from '../../platform/auth/index.ts';
import { Problem } from '../../platform/problem/index.ts';
import { fillIn, jobseeker, startDeciding, type TestPerson } from './fixtures.ts';
import { discardDraft, findDraft, saveStep, startRegistration, submitRegistration } from './index.ts';
import { listRegistrations } from './store/registration.ts';

const house = await testHouse('country');
await startDeciding(house);

/** What a device does; `device` has the version that its page was opened with. */
type Move =
  | { do: 'open'; device: 0 | 1 }
  | { do: 'save'; device: 0 | 1; step: 'permit' | 'education'; value: string }
  | { do: 'send'; device: 0 | 1 }
  | { do: 'throw-away'; device: 0 | 1 };

const device = fc.constantFrom(0 as const, 1 as const);
const move: fc.Arbitrary<Move> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ do: fc.constant('open' as const), device }) },
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant('save' as const),
      device,
      step: fc.constant('permit' as const),
      value: fc.constantFrom('yes', 'no', 'dont-know'),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('save' as const),
      device,
      step: fc.constant('education' as const),
      value: fc.constantFrom('none', 'compulsory', 'research'),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('send' as const), device }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('throw-away' as const), device }) },
);

/** What should be true, in the plainest way: versions are counted, the last save of a step holds. */
interface Model {
  version: number;
  savedIn: Record<string, number>;
  values: Record<string, string>;
  pages: { draftId: string; version: number }[];
  draftId: string;
  sent: boolean;
  gone: boolean;
}

const codeOf = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => 'done',
    (error: unknown) => (error instanceof Problem ? error.code : Promise.reject(error)),
  );

/** What the model says that the move will answer; changes the model accordingly. */
function expected(model: Model, one: Move): string {
  const page = model.pages[one.device]!;
  const open = !model.sent && !model.gone;
  switch (one.do) {
    case 'open':
      if (open) page.version = model.version;
      return 'done';
    case 'save': {
      if (!open) return 'draft-unknown';
      const later = (model.savedIn[one.step] ?? 0) > page.version;
      if (later && model.values[one.step] !== one.value) return 'changed-meanwhile';
      model.version += 1;
      model.savedIn[one.step] = model.version;
      model.values[one.step] = one.value;
      page.version = model.version;
      return 'done';
    }
    case 'send':
      if (model.sent) return 'done';
      if (model.gone) return 'draft-unknown';
      if (page.version !== model.version) return 'changed-meanwhile';
      model.sent = true;
      return 'done';
    default:
      if (!open) return 'draft-unknown';
      model.gone = true;
      return 'done';
  }
}

async function carryOut({ actor, personId }: TestPerson, model: Model, one: Move): Promise<unknown> {
  const { draftId, version } = model.pages[one.device]!;
  switch (one.do) {
    case 'open': {
      if (model.sent || model.gone) return 'done';
      return codeOf(execute(house, actor, startRegistration, { personId, language: 'sv', channel: 'web', phoneGround: null }));
    }
    case 'save': {
      const typed = one.step === 'permit' ? { mayWork: [one.value] } : { level: [one.value] };
      return codeOf(execute(house, actor, saveStep, { personId, version, step: one.step, typed }));
    }
    case 'send':
      return codeOf(execute(house, actor, submitRegistration, { personId, draftId, version }));
    default:
      return codeOf(execute(house, actor, discardDraft, { personId, draftId }));
  }
}

describe('two devices', () => {
  it('in any order: nothing is overwritten unseen, nothing is sent unseen, and it is sent once', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(move, { minLength: 1, maxLength: 15 }), async (moves) => {
        const person = await jobseeker(house, 'Modell');
        const { draftId, version } = await fillIn(house, person);
        const begun = (await findDraft(house.db, person.personId))!;
        const pages = [1, 2].map(() => ({ draftId, version }));
        const values = { permit: 'yes', education: 'upper-secondary' };
        const model: Model = { version, savedIn: { ...begun.savedIn }, values, pages, draftId, sent: false, gone: false };
        for (const one of moves) {
          const answer = carryOut(person, structuredClone(model), one);
          const foreseen = expected(model, one);
          expect([one, await answer]).toEqual([one, foreseen]);
        }
        const draft = await findDraft(house.db, person.personId);
        const sent = await listRegistrations(house.db, person.personId);
        expect(sent.map(({ id }) => id)).toEqual(model.sent ? [draftId] : []);
        const answers = model.sent ? sent[0]!.answers : draft?.answers;
        if (!model.gone) {
          expect({ permit: answers!.permit!.mayWork, education: answers!.education!.level }).toEqual(model.values);
        } else expect(draft).toBeNull();
        if (draft !== null) expect(draft.version).toBe(model.version);
        // The funnel has one way through for it, ended when it ended.
        const ways = await sql<{ outcome: string | null }>`
          select outcome from cases.attempt where attempt_id = ${begun.attemptId}`.execute(house.db);
        expect(ways.rows).toEqual([{ outcome: model.sent ? 'submitted' : model.gone ? 'thrown-away' : null }]);
      }),
      { numRuns: 20 },
    );
  });
});

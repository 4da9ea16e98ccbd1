/** The table of a report, run through: every role, every action, every state. */
import { describe, expect, it } from 'vitest';
import { testHouse } from '../../../test/database.ts';
import { type Actor, execute } from '../../platform/auth/index.ts';
import type { Uuid } from '../../platform/ids/index.ts';
import { opened } from '../people/fixtures.ts';
import { reporting } from './fixtures.ts';
import { noteReportHandedIn } from './index.ts';
import { reportActions, reportStates, reportTable } from './report-state.ts';

const house = await testHouse('empty', '2024-02-10T08:00:00Z');
const { caseworker, deskOfficer, month, person, protectionOfficer, receive, review, save, submit } = await reporting(house);

describe('state × action × role of a report', () => {
  const actors = { jobseeker: null, 'desk-officer': deskOfficer, caseworker, 'protection-officer': protectionOfficer };
  const runs = {
    save: (by: Actor, personId: Uuid, version: number) => save(by, personId, version),
    submit: (by: Actor, personId: Uuid, version: number) => submit(by, personId, Math.max(version, 1)),
    'note-handed-in': (by: Actor, personId: Uuid) =>
      execute(house, by, noteReportHandedIn, { personId, month, on: '2024-02-10', at: 'x' }),
    receive: (by: Actor, personId: Uuid, version: number) => receive(by, personId, { version, arrivedOn: '2024-02-10' }),
    review: (by: Actor, personId: Uuid, version: number) => review(by, personId, Math.max(version, 1)),
  };

  async function inState(state: (typeof reportStates)[number]) {
    const { actor, personId } = await person();
    for (const officer of [deskOfficer, caseworker, protectionOfficer]) await opened(house, officer, personId);
    if (state !== 'none') await save(actor, personId);
    if (state === 'submitted' || state === 'reviewed') await submit(actor, personId);
    if (state === 'reviewed') await runs.review(caseworker, personId, 2);
    return { actor, personId, version: { none: 0, draft: 1, submitted: 2, reviewed: 3 }[state] };
  }

  const cases = reportStates.flatMap((state) =>
    reportActions.flatMap((action) =>
      action === 'read' ? [] : (Object.keys(actors) as (keyof typeof actors)[]).map((role) => [state, action, role] as const),
    ),
  );

  it.each(cases)('%s %s %s', async (state, action, role) => {
    const { actor, personId, version } = await inState(state);
    const by = actors[role] ?? actor;
    const may = reportTable[state][action]?.includes(role) ?? false;
    const done = runs[action](by, personId, version);
    if (may) await expect(done).resolves.toBeDefined();
    else await expect(done).rejects.toMatchObject({ code: expect.stringMatching(/^(report-not-now|not-allowed)$/) });
  });
});

import { z } from 'zod';
import { accountsWithRole, command } from '../../platform/auth/index.ts';
import type { Transaction } from '../../platform/db/index.ts';
import type { Uuid } from '../../platform/ids/index.ts';
import { documentKinds } from './kinds.ts';
import { deskProblem } from './problems.ts';
import { code, line, uuid, which } from './setup-input.ts';
import { insertUnit, updateUnit } from './store/units.ts';

/** In whose units: those who handle matters, and those who look after units. */
export const unitRoles = ['caseworker', 'administrator'] as const;

const days = z.number('a number of working days').int().min(1).max(100).nullable();

const unit = z
  .object({
    ...which,
    agency: code,
    name: line(100),
    takes: z
      .array(z.enum(documentKinds))
      .min(1, 'at least one kind of document')
      .transform((all) => [...new Set(all)]),
    /** Working days without an acknowledgement; null: not agreed, and nothing is sent. */
    remindAfterDays: days,
    escalateAfterDays: days,
    email: z.email('an e-mail address').max(200).nullable(),
    members: z
      .array(uuid)
      .max(200)
      .transform((all) => [...new Set(all)]),
  })
  .refine(
    ({ remindAfterDays: remind, escalateAfterDays: escalate }) => remind === null || escalate === null || remind < escalate,
    { path: ['escalateAfterDays'], message: 'more days than until the reminder' },
  );

/** Adds a unit of an authority that takes documents, or says what it takes and who belongs to it from now on. */
export const putUnit = command({
  name: 'desk.put-unit',
  roles: ['administrator'],
  input: unit,
  async run({ tx, newId }, { id, version, ...facts }) {
    await requireMembers(tx, facts.members);
    const unitId = id ?? newId();
    if (id === null) await insertUnit(tx, unitId, facts);
    else if (!(await updateUnit(tx, id, version ?? 0, facts))) throw deskProblem('changed-meanwhile');
    const { email, ...details } = facts;
    return { result: { unitId }, subject: `unit:${unitId}`, details: { ...details, hasEmail: email !== null } };
  },
});

/** Throws account-unknown when someone is named who does not handle matters. */
async function requireMembers(tx: Transaction, members: readonly Uuid[]): Promise<void> {
  const known = new Set((await accountsWithRole(tx, unitRoles)).map(({ accountId }) => accountId));
  if (!members.every((one) => known.has(one))) throw deskProblem('account-unknown');
}

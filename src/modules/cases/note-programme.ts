import { z } from 'zod';
import { command } from '../../platform/auth/index.ts';
import { day } from '../../platform/clock/index.ts';
import { recordAct } from '../people/index.ts';
import { casesProblem } from './problems.ts';
import { signalGrounds } from './rules/signal-grounds.ts';
import { requireOfficer } from './standing-of.ts';
import { lockOpenCase } from './store/open-case.ts';
import { writeProgramme } from './store/programme.ts';

/**
 * Notes that a person is in a programme, since when and until when, or in none; a later note takes the place of an earlier one.
 * While a programme lasts the authority itself, and not the fund, is told of what is missed.
 */
export const noteProgramme = command({
  name: 'cases.note-programme',
  roles: ['caseworker'],
  input: z
    .object({
      personId: z.uuid(),
      /** What the programme is called; null: the person is in none. */
      programme: z
        .object({
          what: z.string().trim().min(1, 'which programme').max(200),
          /** First day. */
          from: day,
          /** Last day; null while it is not set. */
          until: day.nullable(),
        })
        .nullable(),
    })
    .refine(({ programme }) => programme === null || programme.until === null || programme.from <= programme.until, {
      path: ['programme', 'until'],
      error: 'not before the first day',
    }),
  async run(context, { personId, programme }) {
    const { tx, today } = context;
    const standing = await requireOfficer(context, personId, 'plan');
    const open = await lockOpenCase(tx, standing.personId);
    if (open === null) throw casesProblem('case-unknown');
    await writeProgramme(tx, open, programme, today);
    await recordAct(tx, context, standing, 'programme-noted');
    return {
      result: { registrationId: open.id },
      subject: `person:${standing.personId}`,
      rules: [signalGrounds.id],
      // Its name is the officer's words: not here.
      details: { registrationId: open.id, from: programme?.from ?? null, until: programme?.until ?? null },
    };
  },
});

/** The auditor's recurrent check of who opened which file. */
import { z } from 'zod';
import { type Actor, command } from '../../platform/auth/index.ts';
import { addDays, instantAt, type Instant, localTime, type PlainDate } from '../../platform/clock/index.ts';
import type { Database } from '../../platform/db/index.ts';
import { parseUuid, type Uuid } from '../../platform/ids/index.ts';
import { valueOn } from '../../platform/rule/index.ts';
import { peopleProblem } from './problems.ts';
import { type CheckReason, openingCheck, reasonsToCheck } from './rules/opening-check.ts';
import { type CheckRow, findOpening, findings, openingsBetween, putCheck } from './store/openings.ts';
import { namesFor } from './views.ts';

/** Notes what a check of an opening found; the last finding counts. By the opening's id: the person may be one not to be named. */
export const checkOpening = command({
  name: 'people.check-opening',
  roles: ['auditor'],
  input: z.object({ openingId: z.string(), finding: z.enum(findings), note: z.string().trim().max(2000).default('') }),
  async run({ tx, actor, now }, { openingId: typed, finding, note }) {
    const openingId = parseUuid(typed);
    const opening = openingId === null ? null : await findOpening(tx, openingId);
    if (openingId === null || opening === null) throw peopleProblem('opening-unknown');
    await putCheck(tx, { personId: opening.personId, openingId, at: now, by: actor.name, finding, note });
    return { result: { openingId }, subject: `opening:${openingId}`, rules: [openingCheck.id], details: { finding } };
  },
});

export interface OpeningToCheck extends Omit<CheckRow, 'personId' | 'isProtected' | 'isOwnFile' | 'reasonText'> {
  /** Null: someone with protected identity, who is not named here. */
  person: { personId: Uuid; name: string } | null;
  /** Empty when the person is protected: words may tell who it is. */
  reasonText: string;
  /** Why it is on the list of the check; empty for an opening that is only logged. */
  why: CheckReason[];
}

/** A setting: at most as many openings as a page takes; whoever needs others asks for another time. */
const mostListed = 1000;

/**
 * Openings of files from day to day (both count), the newest first: with `only: 'to-check'` those that the rule puts on the
 * list, with 'all' the whole log. Empty for others than auditors.
 */
export async function openingsToCheck(
  db: Database,
  viewer: Actor,
  { from, to, only = 'to-check' }: { from: PlainDate; to: PlainDate; only?: 'to-check' | 'all' },
): Promise<{ openings: OpeningToCheck[]; more: boolean }> {
  if (!viewer.roles.includes('auditor')) return { openings: [], more: false };
  const found = await toCheck(db, viewer, { from, to, only }, mostListed + 1);
  return { openings: found.slice(0, mostListed), more: found.length > mostListed };
}

/** One opening by its id, for the form of its check; null when there is none, and for others than auditors. */
export async function openingToCheck(db: Database, viewer: Actor, typed: string): Promise<OpeningToCheck | null> {
  const openingId = parseUuid(typed);
  const opening = openingId === null || !viewer.roles.includes('auditor') ? null : await findOpening(db, openingId);
  if (openingId === null || opening === null) return null;
  const on = localTime(opening.at).date;
  return (await toCheck(db, viewer, { from: on, to: on, only: 'all', openingId }, 1))[0] ?? null;
}

async function toCheck(
  db: Database,
  viewer: Actor,
  { from, to, ...rest }: { from: PlainDate; to: PlainDate; only: 'to-check' | 'all'; openingId?: Uuid },
  limit: number,
): Promise<OpeningToCheck[]> {
  const value = valueOn(openingCheck, to);
  const times = [startOf(from), startOf(addDays(to, 1))] as const;
  const found = await openingsBetween(db, ...times, { manyInADay: value.manyInADay, ...rest }, limit);
  const names = await namesFor(
    db,
    viewer,
    found.map((one) => one.personId),
  );
  return found.map(({ personId, isProtected, isOwnFile, reasonText, ...row }) => {
    const name = names.get(personId);
    const person = isProtected || name === undefined || name.masked ? null : { personId, name: name.name };
    const why = reasonsToCheck({ ...row, isProtected, isOwnFile }, value);
    return { ...row, person, reasonText: person === null ? '' : reasonText, why };
  });
}

function startOf(date: PlainDate): Instant {
  return instantAt(date, '00:00')!;
}

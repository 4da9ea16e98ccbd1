/** The work list: what is to be done in the cases, by last day, as one viewer may see it. */
import type { Actor } from '../../platform/auth/index.ts';
import { addDays, type PlainDate } from '../../platform/clock/index.ts';
import type { Database } from '../../platform/db/index.ts';
import { parseUuid, type Uuid } from '../../platform/ids/index.ts';
import { namesFor } from '../people/index.ts';
import { protectionTold } from './save-step.ts';
import { seesTold } from './todos-seen.ts';
import { countWork, listProtectedWork, listWork, type WorkCursor, type WorkItem, type WorkQuestion } from './store/work-list.ts';

export interface WorkFilter {
  kind?: string;
  municipality?: string;
  /** Only the viewer's own cases. */
  mine?: boolean;
  /** Only what is due before this day. */
  before?: PlainDate;
}

export interface WorkRow extends WorkItem {
  name: string;
}

/** Counts above this are not counted out. */
const mostCounted = 1000;

/** A page of the list, and where the next begins; null when there is none. Protected persons are not in it. */
export async function workList(
  db: Database,
  viewer: Actor,
  filter: WorkFilter,
  after: WorkCursor | null,
  limit = 50,
): Promise<{ rows: WorkRow[]; next: WorkCursor | null }> {
  const found = await listWork(db, questionOf(viewer, filter), after, limit + 1);
  const shown = found.slice(0, limit);
  const last = shown.at(-1);
  return {
    rows: await named(db, viewer, shown),
    next:
      found.length > limit && last !== undefined
        ? { due: last.due, early: last.early, personId: last.personId, id: last.id }
        : null,
  };
}

/** What is open about the protected persons for whom the viewer is named. They stand in no other list. */
export async function protectedWork(db: Database, viewer: Actor): Promise<WorkRow[]> {
  if (!viewer.roles.some((role) => role === 'protection-officer' || role === 'caseworker')) return [];
  const found = await listProtectedWork(db);
  const others = await namesFor(
    db,
    viewer,
    found.flatMap(({ otherPersonId }) => otherPersonId ?? []),
  );
  // Whoever may not know of one of two persons is not told that they are said to be one.
  const isKnown = (id: Uuid | null): boolean => id === null || others.get(id)?.masked !== true;
  const shown = found.filter(
    ({ kind, otherPersonId }) => (kind !== protectionTold || seesTold(viewer)) && isKnown(otherPersonId),
  );
  return named(db, viewer, shown);
}

/** Each count, or "more than" when there are more than a thousand. */
export async function workCounts(
  db: Database,
  viewer: Actor,
  filter: WorkFilter,
  today: PlainDate,
): Promise<Record<'overdue' | 'week' | 'all', { count: number; isMore: boolean }>> {
  const asked = questionOf(viewer, filter);
  const counted = async (dueBefore: PlainDate | null): Promise<{ count: number; isMore: boolean }> => {
    const count = await countWork(db, { ...asked, dueBefore }, mostCounted);
    return { count: Math.min(count, mostCounted), isMore: count > mostCounted };
  };
  const [overdue, week, all] = await Promise.all([counted(today), counted(addDays(today, 7)), counted(asked.dueBefore)]);
  return { overdue, week, all };
}

function questionOf(viewer: Actor, filter: WorkFilter): WorkQuestion {
  return {
    kind: filter.kind ?? null,
    municipalityCode: filter.municipality ?? null,
    officerId: filter.mine === true ? parseUuid(viewer.id) : null,
    dueBefore: filter.before ?? null,
  };
}

/** With names; a row whose person the viewer may not know of is left out, also while the mark is on its way here. */
async function named(db: Database, viewer: Actor, items: readonly WorkItem[]): Promise<WorkRow[]> {
  const names = await namesFor(
    db,
    viewer,
    items.map(({ personId }) => personId),
  );
  return items.flatMap((one) => {
    const known = names.get(one.personId);
    return known === undefined || known.masked ? [] : [{ ...one, name: known.name }];
  });
}

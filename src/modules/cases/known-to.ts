import type { Actor } from '../../platform/auth/index.ts';
import type { Database } from '../../platform/db/index.ts';
import type { Uuid } from '../../platform/ids/index.ts';
import { namesFor } from '../people/index.ts';

/**
 * The rows about persons whom the viewer may know of. A list leaves protected persons out by its own mark; this asks people, who
 * knows also while the mark is on its way here.
 */
export async function knownTo<Row extends { personId: Uuid }>(db: Database, viewer: Actor, rows: readonly Row[]): Promise<Row[]> {
  const names = await namesFor(
    db,
    viewer,
    rows.map(({ personId }) => personId),
  );
  return rows.filter(({ personId }) => names.get(personId)?.masked === false);
}

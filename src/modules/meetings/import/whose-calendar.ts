/** Whose calendar an iCalendar file is: said by name, for it says so nowhere itself. */
import type { PlainDate } from '../../../platform/clock/index.ts';
import type { Database } from '../../../platform/db/index.ts';
import { listOfficers, type Officer, officersNamed } from '../store/officers.ts';

/** So many are chosen among; with more, more of the name is asked for. */
export const mostFound = 20;

/** The officer of a name, or the only one in whose name the text stands; otherwise those to choose among: none, or one too many to show. */
export async function officersCalled(db: Database, text: string, on: PlainDate): Promise<Officer[]> {
  const typed = text.trim();
  if (typed === '') return [];
  const exact = await officersNamed(db, typed);
  return exact.length === 1 ? exact : listOfficers(db, { on, text: typed }, { limit: mostFound + 1 });
}

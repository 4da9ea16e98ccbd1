/** Whether the authority's own office in a municipality is open on a day, as far as the register knows. */
import type { PlainDate } from '../../platform/clock/index.ts';
import type { Database } from '../../platform/db/index.ts';
import { hoursOn, officeStateOf, type OfficeState } from './rules/opening-hours.ts';
import { listPresence } from './store/presence.ts';

/** Of the offices there on the day, with staff or that staff travel to; other places where someone can be met are no office. */
export async function officeOn(db: Database, municipalityCode: string, on: PlainDate): Promise<OfficeState> {
  const there = await listPresence(db, { municipalityCode, on });
  const offices = there.filter(({ kind }) => kind === 'staffed_office' || kind === 'visiting_office');
  return officeStateOf(offices.map(({ hours, exceptions }) => hoursOn(on, hours, exceptions)));
}

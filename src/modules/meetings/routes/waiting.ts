/** The line of those who would come sooner: joining it from the times, leaving it from the list. */
import type { Meetings } from '../meetings.ts';
import type { Wishes } from '../pages/booking/wishes.ts';
import type { Visit } from './booking-way.ts';

export async function mayWait(_m: Meetings, _visit: Visit, _wishes: Wishes): Promise<'can' | 'is' | 'cannot'> {
  return 'cannot';
}

/** Every page on which meetings are booked: by the person, and by those who book for someone. */
import type { Endpoint } from '../../../platform/http/index.ts';
import type { Meetings } from '../meetings.ts';
import { bookEndpoints } from './booking-book.ts';
import { anotherChannelEndpoints } from './another-channel.ts';
import { changeEndpoints } from './booking-change.ts';
import { checkEndpoints } from './booking-check.ts';
import { joinEndpoints } from './booking-join.ts';
import { meetingEndpoints } from './booking-meeting.ts';
import { assistedPassage, ownPassage } from './booking-way.ts';
import { seatEndpoints } from './seats.ts';
import { seriesEndpoints } from './series.ts';
import { waitingEndpoints } from './waiting.ts';

/** `publicUrl`: the address that people know the site by. */
export function bookingPages(m: Meetings, publicUrl: () => string): Endpoint[] {
  return [ownPassage(m.house), assistedPassage(m.house)].flatMap((passage) => [
    ...bookEndpoints(m, passage),
    ...checkEndpoints(m, passage),
    ...changeEndpoints(m, passage),
    ...anotherChannelEndpoints(m, passage),
    ...waitingEndpoints(m, passage),
    ...seatEndpoints(m, passage),
    ...seriesEndpoints(m, passage),
    ...meetingEndpoints(m, passage),
    ...joinEndpoints(m, passage, publicUrl),
  ]);
}

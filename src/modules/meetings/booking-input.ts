/** What someone who books says, read and checked alike by every command that takes a time. */
import { z } from 'zod';
import { instant, type Instant } from '../../platform/clock/index.ts';
import { parseUuid } from '../../platform/ids/index.ts';
import { problem } from '../../platform/problem/index.ts';
import type { Candidate } from './free-times.ts';
import { channels, ways } from './kinds.ts';
import { meetingsProblem } from './problems.ts';
import { exceptionGrounds } from './rules/remote-first.ts';
import type { MeetingType } from './store/types.ts';

export const key = z.uuid().transform((text) => parseUuid(text)!);

/** ISO 8601 with its offset from UTC; `readStart` reads it. */
const start = z.string().trim().min(1).max(40);

/** A language code, such as sv or ar. */
const language = z.string().regex(/^[a-z]{2,3}$/, 'a language code, such as sv or ar');

/**
 * Who holds a meeting of the type, as the command read it: found in the picture at each try. A function, so that it is no part of what
 * makes two requests the same; null when nobody was found.
 */
export type Found = (type: MeetingType) => Candidate | null;
const found = z.custom<Found>((value) => typeof value === 'function', 'found by the search');

/** When, where and how. */
export const timeRequest = {
  typeCode: z.string().trim().min(1).max(20),
  start,
  channel: z.enum(channels),
  placeId: key.nullable().default(null),
  /** Spoken at the meeting. */
  language: language.default('sv'),
  interpreter: z.boolean().default(false),
  /** By an officer, for a channel that the rule does not open. */
  exceptionGround: z.enum(exceptionGrounds).nullable().default(null),
  /** By staff, two officers at once: 'any', or the competence that one of them is to have; null: as the type says. */
  together: z
    .string()
    .regex(/^[a-z][a-z0-9-]{1,39}$/)
    .nullable()
    .default(null),
  /** By an officer, for a day outside those of the type. */
  ignoreWindow: z.boolean().default(false),
};

export const bookingRequest = z.object({
  personId: key,
  ...timeRequest,
  cameBy: z.enum(ways).exclude(['waiting-list', 'rebooking']),
  /** The hash of whose browser it is; null when there is none. */
  heldBy: z.string().max(100).nullable().default(null),
});
export type BookingRequest = z.output<typeof bookingRequest>;

/** As a command gets it. */
export const bookingInput = bookingRequest.extend({ found });
export const foundInput = found;

/** The instant of a start. Throws time-without-zone, invalid-input. */
export function readStart(text: string, field = 'start'): Instant {
  if (!/(Z|[+-]\d\d(:?\d\d)?)$/i.test(text)) {
    if (/^\d{4}-\d\d-\d\d[T ]\d\d:\d\d/.test(text)) throw meetingsProblem('time-without-zone');
  } else {
    try {
      return instant(text);
    } catch {
      // Told below, as every text that is no instant.
    }
  }
  throw problem('invalid-input', { fields: [{ field, expected: 'an instant, e.g. 2020-02-14T12:00:00+01:00' }] });
}

/** What is asked for in the address of /v1/free-times, and what it means in the picture and the register. */
import { z } from 'zod';
import { day, type Instant, type PlainDate } from '../../../platform/clock/index.ts';
import { parseUuid } from '../../../platform/ids/index.ts';
import { networkProblem, type Origin, type Register } from '../../network/index.ts';
import { readStart } from '../booking-input.ts';
import type { Wanted } from '../free-times.ts';
import { type Channel, channels } from '../kinds.ts';
import { type Picture, typesIn } from '../picture/index.ts';
import { meetingsProblem } from '../problems.ts';
import type { MeetingType } from '../store/types.ts';

const flag = z
  .enum(['true', 'false'])
  .default('false')
  .transform((text) => text === 'true');

/** One or more channels with commas between, those that are preferred first. */
const channelList = z
  .string()
  .max(40)
  .transform((text) => text.split(','))
  .pipe(z.array(z.enum(channels)).min(1).max(channels.length));

export const freeTimesQuery = z
  .strictObject({
    type: z.string().min(1).max(20).optional().describe('A type of meeting by its code.'),
    purpose: z.string().min(1).max(41).optional().describe('What the meeting is for: every type of that purpose.'),
    channel: channelList.optional().describe('on-site, video, phone; with commas between. Left out: every channel of the type.'),
    municipality: z
      .string()
      .regex(/^\d{4}$/, 'a municipality code')
      .optional()
      .describe('Where the person starts from.'),
    locality: z
      .string()
      .regex(/^[0-9A-Z]{6,12}$/, 'a locality code')
      .optional(),
    within: z.coerce.number().int().min(1).max(1440).optional().describe('Minutes by car at most, for meetings on site.'),
    place: z.uuid().optional().describe('Only at this place.'),
    language: z
      .string()
      .regex(/^[a-z]{2,3}$/, 'a language code, such as sv or ar')
      .default('sv'),
    interpreter: flag,
    stepFree: flag,
    prefer: z.enum(['soonest', 'nearest']).default('soonest'),
    // A plus sign that was not encoded arrives as a space.
    from: z
      .string()
      .max(40)
      .transform((text) => text.replace(/(?<=T.*) (?=\d\d:?\d\d$)/, '+'))
      .optional()
      .describe('An instant with its offset from UTC; before now is now.'),
    until: day.optional().describe('No later than this day.'),
    limit: z.coerce.number().int().min(1).max(50).default(10),
  })
  .refine(({ type, purpose }) => (type === undefined) !== (purpose === undefined), 'either type or purpose')
  .refine(
    ({ municipality, locality }) => municipality === undefined || locality === undefined,
    'at most one of municipality and locality',
  );
export type FreeTimesQuery = z.output<typeof freeTimesQuery>;

export const freeTimesAnswer = z.object({
  window: z.object({ first: z.string(), last: z.string() }),
  times: z.array(
    z.object({
      start: z.iso.datetime(),
      end: z.iso.datetime(),
      typeCode: z.string(),
      channel: z.enum(channels),
      place: z
        .object({
          id: z.string(),
          code: z.string(),
          name: z.string(),
          municipalityCode: z.string(),
          municipality: z.string(),
          minutes: z.number().nullable(),
          source: z.string().nullable(),
        })
        .nullable(),
      officerRole: z.string(),
      language: z.string(),
      interpreter: z.boolean(),
    }),
  ),
  why: z.array(z.object({ code: z.string(), params: z.record(z.string(), z.union([z.string(), z.number()])) })),
});

/**
 * One wish for each type that is asked for. Throws type-unknown, channel-not-offered, municipality-unknown, locality-unknown,
 * place-unknown, time-without-zone.
 */
export function wishesOf(
  query: FreeTimesQuery,
  picture: Picture,
  register: Register,
  today: PlainDate,
  now: Instant,
): [Wanted, ...Wanted[]] {
  const types = typesAsked(query, typesIn(picture, today));
  const common = {
    today,
    now,
    from: query.from === undefined ? null : readStart(query.from, 'from'),
    until: query.until ?? null,
    origin: originOf(query, register),
    withinMinutes: query.within ?? null,
    placeId: placeOf(query, register),
    language: query.language,
    interpreter: query.interpreter,
    prefer: query.prefer,
    officerId: null,
    count: query.limit,
    stepFree: query.stepFree,
  };
  const wishes = types.flatMap((type): Wanted[] => {
    const asked: readonly Channel[] = query.channel?.filter((channel) => type.channels.includes(channel)) ?? type.channels;
    const otherTypes = typesIn(picture, today).filter((other) => other.purpose === type.purpose && other !== type);
    return asked.length === 0 ? [] : [{ ...common, type, channels: asked, otherTypes }];
  });
  const [first, ...others] = wishes;
  if (first === undefined) throw meetingsProblem('channel-not-offered', { params: { channel: query.channel?.join(',') ?? '' } });
  return [first, ...others];
}

function typesAsked({ type, purpose }: FreeTimesQuery, types: readonly MeetingType[]): MeetingType[] {
  const asked = types.filter((one) => (type === undefined ? one.purpose === purpose : one.code === type));
  if (asked.length === 0) throw meetingsProblem('type-unknown', { params: { type: type ?? purpose! } });
  return asked;
}

function originOf({ municipality, locality }: FreeTimesQuery, register: Register): Origin | null {
  const code = municipality ?? locality;
  if (code === undefined) return null;
  const found = register.findOrigin(municipality === undefined ? 'locality' : 'municipality', code);
  if (found === undefined)
    throw networkProblem(municipality === undefined ? 'locality-unknown' : 'municipality-unknown', { params: { code } });
  return found;
}

function placeOf({ place }: FreeTimesQuery, register: Register): Wanted['placeId'] {
  if (place === undefined) return null;
  const id = parseUuid(place);
  if (id === null || !register.places.some((one) => one.place.id === id)) throw networkProblem('place-unknown');
  return id;
}

/** The answer to "which help can a person get here on this day": its shape. find-help.ts gives it. */
import { z } from 'zod';
import {
  accessibility,
  channels,
  evidences,
  hoursException,
  municipalityStates,
  presenceKinds,
  services,
  travelSources,
  weeklyHours,
} from './kinds.ts';

const nearest = z.object({ name: z.string(), municipality: z.string(), minutes: z.number() });

export const whyAnswer = z.object({
  code: z.enum(['staffed', 'visiting', 'cooperation', 'agreement', 'closed', 'none', 'nothing']),
  since: z.string().nullable().optional(),
  nearest: nearest.optional(),
});

export const offerAnswer = z.object({
  placeId: z.string(),
  placeCode: z.string(),
  name: z.string(),
  kind: z.enum(presenceKinds),
  municipalityCode: z.string(),
  municipality: z.string(),
  street: z.string().nullable(),
  postalCode: z.string().nullable(),
  latitude: z.number(),
  longitude: z.number(),
  accessibility,
  validFrom: z.string(),
  validTo: z.string().nullable(),
  services: z.array(z.enum(services)),
  languages: z.array(z.string()),
  weeklyHours: weeklyHours.nullable(),
  exceptions: z.array(hoursException),
  evidence: z.enum(evidences),
  /** Address of the source when sourced. How a row was reconstructed stands in /v1/presence. */
  source: z.string().nullable(),
  assumed: z.array(z.string()),
  /** Hours on the day asked for: [] closed, null not known. */
  hours: z.array(z.tuple([z.string(), z.string()])).nullable(),
  minutes: z.number(),
  kilometres: z.number().nullable(),
  /** `estimate` is shown as one. */
  travelSource: z.enum(travelSources),
  withinReach: z.boolean(),
});
export type Offer = z.output<typeof offerAnswer>;

export const remoteAnswer = z.object({
  channel: z.enum(channels),
  contact: z.string().nullable(),
  hours: z.array(z.tuple([z.string(), z.string()])).nullable(),
  source: z.string(),
});

export const helpAnswer = z.object({
  registerVersion: z.number(),
  on: z.string(),
  origin: z.object({
    kind: z.enum(['municipality', 'locality']),
    code: z.string(),
    name: z.string(),
    latitude: z.number(),
    longitude: z.number(),
  }),
  municipality: z.object({ code: z.string(), name: z.string(), countyCode: z.string(), county: z.string() }),
  state: z.enum(municipalityStates),
  /** What the state rests on; `reconstructed` also where a source is silent on the kind or the day. */
  stateEvidence: z.enum(evidences),
  why: whyAnswer,
  /** Limit in minutes for "within reach" on that day. */
  maxMinutes: z.number(),
  /** Where a meeting can be booked, the nearest first. */
  bookedMeeting: z.array(offerAnswer),
  /** Where one can come without an appointment, the nearest first. */
  dropIn: z.array(offerAnswer),
  remote: z.array(remoteAnswer),
});
export type Help = z.output<typeof helpAnswer>;

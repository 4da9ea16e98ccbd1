/** The words of the register. docs/words.md has the Swedish terms. */
import { z } from 'zod';

export const presenceKinds = ['staffed_office', 'visiting_office', 'cooperation_place', 'service_office'] as const;
export type PresenceKind = (typeof presenceKinds)[number];

/** An office of the authority's own: staff who work there, or who travel there. */
export const ownOfficeKinds = ['staffed_office', 'visiting_office'] as const;

export const municipalityStates = ['staffed_office', 'visiting_office', 'cooperation_place', 'neighbour'] as const;
export type MunicipalityState = (typeof municipalityStates)[number];

export const services = [
  'booked-meeting',
  'in-depth-support',
  'drop-in',
  'general-information',
  'digital-guidance',
  'document-handover',
  'meeting-booking-help',
  'drop-in-pilot',
] as const;
export type Service = (typeof services)[number];

export const evidences = ['sourced', 'reconstructed', 'entered'] as const;
export type Evidence = (typeof evidences)[number];

export const travelSources = ['estimate', 'imported', 'routed'] as const;
export type TravelSource = (typeof travelSources)[number];

export const channels = ['phone', 'chat', 'video', 'web'] as const;
export type Channel = (typeof channels)[number];

export const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
export type Weekday = (typeof weekdays)[number];

const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/, 'a time HH:MM');
/** Opening and closing time, the first before the second. */
const span = z.tuple([time, time]).refine(([from, to]) => from < to, 'opening before closing');
/** A day's hours in order, not overlapping; none = closed. */
export const daysHours = z
  .array(span)
  .max(6)
  .refine(
    (spans) => spans.every((one, index) => index === 0 || spans[index - 1]![1] <= one[0]),
    'spans in order that do not overlap',
  );
export type DaysHours = z.output<typeof daysHours>;

/** Hours by weekday; a weekday left out is closed. */
export const weeklyHours = z.partialRecord(z.enum(weekdays), daysHours);
export type WeeklyHours = z.output<typeof weeklyHours>;

export const hoursException = z.object({ date: z.string(), hours: daysHours });
export type HoursException = z.output<typeof hoursException>;

export const accessibilityFacts = ['step_free', 'hearing_loop', 'accessible_toilet', 'accessible_parking'] as const;
/** What is known of the premises; a fact left out is not known. */
export const accessibility = z.partialRecord(z.enum(accessibilityFacts), z.enum(['yes', 'no']));
export type Accessibility = z.output<typeof accessibility>;

/** Where a place is and how one gets in, besides its municipality. WGS84 degrees. */
export const placeFacts = {
  localityCode: z.string().nullable(),
  street: z.string().nullable(),
  postalCode: z.string().nullable(),
  latitude: z.number(),
  longitude: z.number(),
  accessibility,
};

export interface Point {
  latitude: number;
  longitude: number;
}

/** What a desk does for an authority, as its service agreement may list it (2019:212; the six services of the pilot and what came after). */
export const deskTasks = [
  'general-information',
  'digital-guidance',
  'lend-computer',
  'help-with-forms',
  'receive-documents',
  'forward-documents',
  'book-meetings',
  'help-with-reports',
  'case-information',
  'decide',
] as const;
export type DeskTask = (typeof deskTasks)[number];

/** Those that need personal data and those that exercise public authority are listed by themselves (2019:212). */
export const taskCategories = ['general', 'personal-data', 'public-authority'] as const;
export type TaskCategory = (typeof taskCategories)[number];

export const deskPositions = ['host', 'counter', 'manager'] as const;
export type DeskPosition = (typeof deskPositions)[number];

/** Service agreements by law 2019:212; cooperation agreements with a municipality or another partner. */
export const agreementKinds = ['service', 'cooperation'] as const;
export type AgreementKind = (typeof agreementKinds)[number];

export const partyKinds = ['municipality', 'region', 'service-centre', 'state-authority', 'other'] as const;
export type PartyKind = (typeof partyKinds)[number];

/** What an agreement lets a place offer: booked meetings, and tasks at its desk. */
export const agreementOffers = ['meetings', 'desk'] as const;
export type AgreementOffer = (typeof agreementOffers)[number];

/** What an agreement has words for, besides its tasks; which of them it must have says rule agreement-content. */
export const agreementTerms = [
  'responsibilities',
  'roles',
  'routines',
  'joint-measures',
  'follow-up',
  'premises',
  'hours',
  'equipment',
  'staff',
  'security',
] as const;
export type AgreementTerm = (typeof agreementTerms)[number];

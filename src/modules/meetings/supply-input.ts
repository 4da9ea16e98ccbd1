/** What planners say of supply, read and checked alike by every command that takes it. */
import { z } from 'zod';
import { accountsWithRole } from '../../platform/auth/index.ts';
import { day, type PlainDate } from '../../platform/clock/index.ts';
import { type Transaction, violatedConstraint } from '../../platform/db/index.ts';
import { findPlace, listOffered, listPresence, networkProblem, placeAgreement, weeklyHours } from '../network/index.ts';
import { valueOn } from '../../platform/rule/index.ts';
import { channels, officerRoles, stepFree } from './kinds.ts';
import { meetingsProblem } from './problems.ts';
import { attendancePlace, firstDayNotOffered } from './rules/attendance-place.ts';
import { parseUuid, type Uuid } from '../../platform/ids/index.ts';

export const uuid = z.uuid().transform((text) => parseUuid(text)!);
const name = z
  .string()
  .trim()
  .min(1, 'a name')
  .max(100)
  .regex(/^\P{Cc}*$/u, 'a name on one line');
const languageCode = z.string().regex(/^[a-z]{2,3}$/, 'a language code, such as sv or ar');
const languages = z
  .array(languageCode)
  .min(1, 'at least one language')
  .max(30)
  .transform((codes) => [...new Set(codes)]);

export const officerInput = z.object({
  name,
  role: z.enum(officerRoles),
  /** Whose sign-in it is; null until they have one. */
  accountId: uuid.nullable(),
  homePlaceId: uuid.nullable(),
  languages,
  competences: z
    .array(z.string().regex(/^[a-z][a-z0-9-]{1,39}$/, 'a competence in small letters, such as in-depth'))
    .max(30)
    .transform((codes) => [...new Set(codes)].toSorted()),
  employedFrom: day.nullable(),
  employedTo: day.nullable(),
});

export const roomInput = z.object({
  name,
  seats: z.number('a number of seats').int().min(1).max(500),
  stepFree: z.enum(stepFree),
  validFrom: day.nullable(),
  validTo: day.nullable(),
});

export const interpreterInput = z
  .object({
    name,
    languages,
    channels: z
      .array(z.enum(channels))
      .min(1, 'at least one channel')
      .transform((all) => [...new Set(all)]),
    weekly: weeklyHours,
    municipalityCode: z
      .string()
      .regex(/^\d{4}$/, 'a municipality code')
      .nullable(),
    withinMinutes: z.number('minutes').int().min(1).max(600).nullable(),
    validFrom: day.nullable(),
    validTo: day.nullable(),
  })
  .refine(({ channels, municipalityCode }) => !channels.includes('on-site') || municipalityCode !== null, {
    path: ['municipalityCode'],
    message: 'from where an interpreter on site travels',
  })
  .refine(({ channels, withinMinutes }) => !channels.includes('on-site') || withinMinutes !== null, {
    path: ['withinMinutes'],
    message: 'how far an interpreter on site travels',
  });

/** The form's version: a change made from an older one is refused. */
export const version = z.number('a version').int();

/** Throws period-reversed (of network). */
export function requireOrder(from: PlainDate | null, to: PlainDate | null, field: string): void {
  if (from === null || to === null || from <= to) return;
  throw networkProblem('period-reversed', { params: { from, to }, fields: [{ field, expected: `a day on or after ${from}` }] });
}

/** Throws place-unknown (of network). */
export async function requirePlace(tx: Transaction, placeId: Uuid | null): Promise<void> {
  if (placeId !== null && (await findPlace(tx, placeId)) === null) throw networkProblem('place-unknown');
}

/** Throws account-unknown when no member of staff signs in with the account. */
export async function requireAccount(tx: Transaction, accountId: Uuid | null): Promise<void> {
  if (accountId === null) return;
  const staff = await accountsWithRole(tx, ['caseworker', 'protection-officer', 'desk-officer']);
  if (!staff.some((one) => one.accountId === accountId)) throw meetingsProblem('account-unknown');
}

/** Throws place-not-open, saying from which day, when the register does not offer booked meetings there on every such weekday. */
export async function requireBookable(
  tx: Transaction,
  placeId: Uuid,
  period: { from: PlainDate; to: PlainDate | null; on: number },
): Promise<void> {
  await requirePlace(tx, placeId);
  const offered = valueOn(attendancePlace, period.from);
  const date = firstDayNotOffered(await listOffered(tx, placeId, period.from), offered, period);
  if (date === null) return;
  const isOfRegister = firstDayNotOffered(await listPresence(tx, { placeId }), offered, period) === date;
  throw meetingsProblem('place-not-bookable', {
    rule: isOfRegister ? attendancePlace : placeAgreement,
    params: { date, placeId },
  });
}

/** Runs a write; what the database refuses becomes the problem that says it. */
export async function refuseOverlap<Result>(write: () => Promise<Result>): Promise<Result> {
  try {
    return await write();
  } catch (error) {
    const constraint = violatedConstraint(error);
    if (constraint === 'room_name_once') throw meetingsProblem('room-name-taken');
    if (constraint === 'officer_account_id_key') throw meetingsProblem('account-taken');
    if (constraint?.endsWith('_one_at_a_time') === true || constraint === 'attendance_one_place_at_a_time')
      throw meetingsProblem('supply-overlaps');
    throw error;
  }
}

/** What a scenario changes in the network, as data. Days: the first on which it is so. */
import { z } from 'zod';
import { day } from '../../../platform/clock/index.ts';
import { parseUuid } from '../../../platform/ids/index.ts';
import { weeklyHours } from '../../network/index.ts';

/** Kinds of presence that a plan can open; a state service office is another authority's. */
export const plannedKinds = ['staffed_office', 'visiting_office', 'cooperation_place'] as const;
export type PlannedKind = (typeof plannedKinds)[number];
export const ownKinds = ['staffed_office', 'visiting_office'] as const satisfies readonly PlannedKind[];

/** Where people turn instead: a place by its code (own, cooperation) or a municipality by its code (neighbour). */
const replacement = {
  replacedByKind: z.enum(['own', 'cooperation', 'neighbour']),
  replacedBy: z.string().trim().min(1, 'a place code or a municipality code').max(100),
};
const at = { placeId: z.uuid().transform((id) => parseUuid(id)!), from: day };

export const change = z.discriminatedUnion('kind', [
  /** What is there of ours goes: an own office by a closure, with where people turn; a cooperation place ends. */
  z.object({ kind: z.literal('close'), ...at, ...replacement }),
  /** Hours by weekday: the days on which it is open; null: not said. */
  z.object({ kind: z.literal('open'), ...at, presence: z.enum(plannedKinds), hours: weeklyHours.nullable() }),
  /** An own office becomes an own office of the other kind. */
  z.object({ kind: z.literal('change-kind'), ...at, presence: z.enum(ownKinds), hours: weeklyHours.nullable() }),
  /** The days a week on which staff travel there. */
  z.object({ kind: z.literal('change-days'), ...at, hours: weeklyHours }),
]);
export type Change = z.output<typeof change>;
export type ChangeKind = Change['kind'];
export const changeKinds = ['close', 'open', 'change-kind', 'change-days'] as const satisfies readonly ChangeKind[];

/** One decision has closed 132 offices. */
export const mostChanges = 300;
export const changes = z.array(change).max(mostChanges);

/** What a new presence offers unless the register is told otherwise: meetings, and in own offices deepened support (the board's principles, 2019-03-04). */
export const usualServices = {
  staffed_office: ['booked-meeting', 'in-depth-support'],
  visiting_office: ['booked-meeting', 'in-depth-support'],
  cooperation_place: ['booked-meeting'],
} as const satisfies Record<PlannedKind, readonly string[]>;

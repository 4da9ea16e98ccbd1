/** The planning model as a file, `narvaro-plan` version 1. Every term with its unit and formula: docs/planning.md. */
import { z } from 'zod';

const says = <T extends z.ZodType>(type: T, description: string): T => type.meta({ description });

const id = z.string().min(1).max(200);
/** More than this is a slip, and sums of it would no longer be exact. */
export const mostAmount = 1e15;
const amount = z.number().nonnegative().max(mostAmount);
/** What is multiplied or divided by; above 0. */
const rate = z.number().positive().max(mostAmount);
const count = z.int().nonnegative();
const latitude = z.number().min(-90).max(90);
const longitude = z.number().min(-180).max(180);

const kind = z.strictObject({
  id,
  name: z.string().optional(),
  needsPartner: says(z.boolean().default(false), 'Only at sites with a partner (eligibility).'),
  costs: says(
    z
      .strictObject({
        fixed: says(amount, 'Money a year for a place of this kind.'),
        perVisitDay: says(amount.optional(), 'Money a year for one visit day a week.'),
        perOfficer: says(amount.optional(), 'Money a year for one officer.'),
      })
      .optional(),
    'Needed by a budget and by the objective cost. No figure is assumed when it is missing.',
  ),
  visitDays: says(
    z.array(z.int().min(1).max(7)).min(1).optional(),
    'Days a week that staff may travel in; the plan chooses one of these. Missing: staff work there, five days a week.',
  ),
  officers: says(
    z.array(rate).min(1).optional(),
    'How many officers a place may have; the plan chooses one of these. Missing: officers are not counted.',
  ),
  visitsPerOfficerDay: says(rate.optional(), 'Visits that an officer receives in a day. Missing: no limit.'),
  addedMinutes: says(amount.default(0), 'Minutes by which a visit to this kind counts as longer than the journey.'),
});

const point = z.strictObject({
  id,
  name: z.string().optional(),
  weights: says(z.record(z.string(), amount), 'People, by group.'),
  latitude: latitude.optional(),
  longitude: longitude.optional(),
});

const site = z.strictObject({
  id,
  name: z.string().optional(),
  county: id.optional(),
  kinds: says(z.array(id).min(1).optional(), 'Kinds that it may have. Missing: all.'),
  partner: says(z.boolean().default(false), 'There is a partner for a kind that needs one.'),
  staffMinutes: says(amount.optional(), 'One way from where the staff of visit days work, in minutes.'),
  latitude: latitude.optional(),
  longitude: longitude.optional(),
});

/** Looked at by check-model, which knows the names of the row and the column. */
const minutes = z.unknown().meta({ type: 'number', minimum: 0 });

const travel = z.discriminatedUnion('source', [
  z.strictObject({
    source: z.literal('matrix'),
    origin: says(z.string().min(1), 'Where the times come from, as it is shown with every answer.'),
    minutes: says(z.array(z.array(minutes)), 'One row by point, one column by site, minutes.'),
  }),
  z.strictObject({
    source: z.literal('file'),
    origin: says(z.string().min(1), 'Where the times come from, as it is shown with every answer.'),
    path: says(z.string().min(1), 'CSV beside the model: ids of sites in the first row, ids of points in the first column.'),
  }),
  z.strictObject({
    source: z.literal('coordinates'),
    detour: says(rate.min(1), 'Road distance over straight line.'),
    kilometresPerHour: rate,
    startMinutes: says(amount, 'Added to each journey that leaves its point.'),
  }),
]);

const ofGroup = says(id.optional(), 'Whose weights. Missing: all groups together.');
const tolerance = says(
  amount.default(0),
  'By what share of its value the objectives after this one may make it worse (0.01 = one per cent).',
);

const objective = z.discriminatedUnion('aim', [
  z.strictObject({ aim: z.literal('mean'), group: ofGroup, tolerance }),
  z.strictObject({ aim: z.literal('share-within'), minutes: amount, group: ofGroup, tolerance }),
  z.strictObject({ aim: z.literal('percentile'), share: z.number().gt(0).max(1), group: ofGroup, tolerance }),
  z.strictObject({ aim: z.literal('maximum'), group: ofGroup, tolerance }),
  z.strictObject({ aim: z.literal('staff-travel'), tolerance }),
  z.strictObject({ aim: z.literal('cost'), tolerance }),
]);
export type Objective = z.output<typeof objective>;

const range = z.strictObject({ atLeast: count.optional(), atMost: count.optional() });
export type Range = z.output<typeof range>;

const limits = z.strictObject({
  places: says(range.optional(), 'Places in all.'),
  kinds: says(z.record(z.string(), range).default({}), 'Places by kind.'),
  perCounty: says(range.optional(), 'Places in each county that has none of its own below.'),
  counties: says(z.record(z.string(), range).default({}), 'Places by county.'),
  budget: says(amount.optional(), 'Money a year, at most.'),
  minutes: says(amount.optional(), 'No point has farther than this to its place.'),
  inequality: says(
    z.array(z.strictObject({ measure: z.enum(['gini', 'palma']), atMost: amount, group: ofGroup })).default([]),
    'Bounds on the inequality of minutes.',
  ),
});

const stage = z.strictObject({
  id,
  on: says(z.iso.date().optional(), 'The day from which it holds.'),
  places: says(range.optional(), 'Places in all at this stage.'),
  replacedBy: says(
    z.enum(['earlier-stage', 'same-stage']).default('earlier-stage'),
    'A place closes only when the final places of all points that had it as nearest were open at an earlier stage, or open by this one.',
  ),
});
export type Stage = z.output<typeof stage>;

export const planModel = z
  .strictObject({
    format: z.literal('narvaro-plan'),
    version: z.literal(1),
    title: z.string().min(1),
    assumptions: says(z.array(z.string()).default([]), 'In words; shown with every answer.'),
    groups: says(z.array(z.strictObject({ id, name: z.string().optional() })).min(1), 'Groups of people that the weights count.'),
    kinds: z.array(kind).min(1),
    points: z.array(point).min(1),
    sites: z.array(site).min(1),
    travel,
    keep: says(
      z.array(z.strictObject({ site: id, kind: id.optional() })).default([]),
      'Sites that must have a place, with any kind or with this one.',
    ),
    close: says(z.array(id).default([]), 'Sites that must not.'),
    demand: says(
      z.strictObject({ group: ofGroup, visitsPerWeek: rate }).optional(),
      'Visits a week by person; needed when a kind has visitsPerOfficerDay.',
    ),
    limits: limits.default({ kinds: {}, counties: {}, inequality: [] }),
    objectives: says(z.array(objective).min(1), 'The first decides; each of the others among what the ones before leave.'),
    current: says(z.array(z.strictObject({ site: id, kind: id })).default([]), 'The network that the stages begin from.'),
    stages: says(z.array(stage).default([]), 'From the current network to the final one, in order; the last is the final one.'),
  })
  .meta({ title: 'narvaro-plan', description: 'A model for planning a network of places. Terms: docs/planning.md.' });

export type PlanModel = z.output<typeof planModel>;
export type PlanKind = z.output<typeof kind>;

/** The file format as JSON Schema 2020-12: what a file may hold, before defaults are filled in. */
export function planSchema(): string {
  const schema = z.toJSONSchema(planModel, { target: 'draft-2020-12', io: 'input' });
  return `${JSON.stringify(schema, null, 2)}\n`;
}

/** SQL that several metrics of the network share: what was so on a day. */
import { type RawBuilder, sql } from 'kysely';
import type { At } from '../metric.ts';
import { knownRange, knownSince } from './columns.ts';

/** The codes of the network that metrics are broken down by. */
export const municipalityStates = ['staffed_office', 'visiting_office', 'cooperation_place', 'neighbour'] as const;
export const presenceKinds = ['staffed_office', 'visiting_office', 'cooperation_place', 'service_office'] as const;
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
export const securingStates = ['decided', 'in_dialogue', 'agreed', 'secured', 'restored'] as const;
export const agreementStates = [
  'initiated',
  'analysed',
  'negotiated',
  'agreed',
  'in-force',
  'under-review',
  'ended',
  'replaced',
] as const;
export const agreementKinds = ['service', 'cooperation'] as const;

/** Presences that hold on the day, as `p`. */
export const presencesOn = (at: At): RawBuilder<unknown> =>
  sql`network.stat_presence p where p.valid @> ${at.on}::date and ${knownRange(at, 'p.recorded')}`;

/** The state of each agreement on the day: agreement_id, kind, municipality_code, state, since. */
export const agreementsOn = (at: At): RawBuilder<unknown> => sql`
  select distinct on (a.agreement_id) a.agreement_id, a.kind, a.municipality_code, t.state, t.since
  from network.stat_agreement a join network.stat_agreement_step t on t.agreement_id = a.agreement_id
  where t.since <= ${at.on}::date and ${knownSince(at, 't.recorded_at')} and ${knownSince(at, 'a.recorded_at')}
  order by a.agreement_id, t.step_id desc`;

/** Places that lost or were to lose their office: place_id, municipality_code, state of the newest decision on the day. */
export const securingOn = (at: At): RawBuilder<unknown> => sql`
  select distinct on (s.place_id) s.place_id, s.municipality_code, s.state
  from network.stat_securing s
  where s.decided_on <= ${at.on}::date and s.since <= ${at.on}::date and ${knownSince(at, 's.recorded_at')}
  order by s.place_id, s.decided_on desc, s.since desc, s.step_id desc`;

/** Places where a physical meeting can be booked on the day (rule place-agreement): place_id, municipality_code. */
export const bookableOn = (at: At): RawBuilder<unknown> => sql`
  select distinct p.place_id, p.municipality_code
  from network.stat_meeting_places(${at.known}::timestamptz) p where p.valid @> ${at.on}::date`;

/**
 * Minutes by car, one way, from each municipality’s seat to the nearest place with a bookable meeting (rule travel-source decides between
 * sources): municipality_code, minutes; null when no way is known.
 */
export const nearestOn = (at: At): RawBuilder<unknown> => sql`
  select m.municipality_code, m.county_code, m.type, m.registered_unemployed, m.working_age, n.minutes
  from network.stat_municipality m
  left join lateral (
    select t.minutes from network.stat_travel t
    where t.municipality_code = m.municipality_code and t.is_best
      and array_position(array(select b.place_id from (${bookableOn(at)}) b), t.place_id) is not null
    order by t.minutes limit 1
  ) n on true`;

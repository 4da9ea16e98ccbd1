/** SQL for what no agreement covers: municipalities, and places that offer something which needs one. */
import { sql } from 'kysely';
import { z } from 'zod';
import type { PlainDate } from '../../../platform/clock/index.ts';
import { type Database, rows } from '../../../platform/db/index.ts';
import { agreementStates } from '../agreement-state.ts';
import { agreementOffers, presenceKinds } from '../kinds.ts';
import type { PlaceAgreementValues } from '../rules/place-agreement.ts';

const ofMunicipality = z.object({
  municipalityCode: z.string(),
  agreementId: z.string(),
  title: z.string(),
  state: z.enum(agreementStates),
});
export type MunicipalityAgreement = z.output<typeof ofMunicipality>;

/** The cooperation agreements with each municipality, as a party, that are neither ended nor replaced on a day. */
export function listMunicipalityAgreements(db: Database, on: PlainDate): Promise<MunicipalityAgreement[]> {
  return rows(
    db,
    ofMunicipality,
    sql`
      select p.municipality_code as "municipalityCode", a.id as "agreementId", a.title, s.state
      from network.agreement a
      join network.agreement_party p on p.agreement_id = a.id and p.municipality_code is not null
      join network.agreement_state s on s.agreement_id = a.id and s.valid @> ${on}::date and s.state not in ('ended', 'replaced')
      where a.kind = 'cooperation'
      order by p.municipality_code, a.title`,
  );
}

export const uncoveredPlace = z.object({
  placeId: z.string(),
  placeCode: z.string(),
  placeName: z.string(),
  municipalityCode: z.string(),
  municipality: z.string(),
  county: z.string(),
  kind: z.enum(presenceKinds),
  offers: z.array(z.enum(agreementOffers)),
  /** An agreement about the place that is under way. */
  agreementId: z.string().nullable(),
  title: z.string().nullable(),
  state: z.enum(agreementStates).nullable(),
});
export type UncoveredPlace = z.output<typeof uncoveredPlace>;

/** Places whose presence on a day offers what needs an agreement, and which none of the authority's covers that day for that. */
export function listUncoveredPlaces(
  db: Database,
  on: PlainDate,
  { kinds, needs }: PlaceAgreementValues,
  agency: string,
): Promise<UncoveredPlace[]> {
  const needed = agreementOffers.map((offer) => sql`select ${offer}::text as offer, ${[...needs[offer]]}::text[] as services`);
  return rows(
    db,
    uncoveredPlace,
    sql`
      with need as (${sql.join(needed, sql` union all `)}),
      uncovered as (
        select r.place_id, r.kind, array_agg(distinct n.offer) as offers
        from network.presence r
        join need n on r.services && n.services
        where upper_inf(r.recorded) and r.valid @> ${on}::date and r.kind = any(${[...kinds]}::text[])
          and not exists (
            select from network.agreement_coverage c
            where c.place_id = r.place_id and c.agency = ${agency} and c.valid @> ${on}::date and n.offer = any(c.offers)
          )
        group by r.place_id, r.kind
      )
      select u.place_id as "placeId", p.code as "placeCode", pr.name as "placeName", m.code as "municipalityCode", m.name as municipality,
             k.name as county, u.kind, u.offers, w.id as "agreementId", w.title, w.state
      from uncovered u
      join network.place p on p.id = u.place_id
      join network.place_record pr on pr.place_id = u.place_id and upper_inf(pr.recorded)
      join network.municipality m on m.code = pr.municipality_code
      join network.county k on k.code = m.county_code
      left join lateral (
        select a.id, a.title, s.state
        from network.agreement_place ap
        join network.agreement a on a.id = ap.agreement_id
        join network.agreement_state s on s.agreement_id = a.id and s.valid @> ${on}::date and s.state not in ('ended', 'replaced')
        where ap.place_id = u.place_id and a.agency = ${agency} order by s.since desc, a.id desc limit 1
      ) w on true
      order by m.name, p.code`,
  );
}

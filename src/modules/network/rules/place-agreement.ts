import { addDays, type PlainDate } from '../../../platform/clock/index.ts';
import { rule } from '../../../platform/rule/index.ts';
import type { AgreementOffer, PresenceKind, Service } from '../kinds.ts';

export const placeAgreement = rule<PlaceAgreementValues>({
  id: 'place-agreement',
  says:
    'At a cooperation place and at a service office, meetings and the help of a desk are offered only on days when an agreement in force covers ' +
    'the place for that. At the authority’s own offices no agreement is needed.',
  source:
    'SFS 2019:212 on joint public service (service agreements); SFS 2022:811 §20; Arbetsförmedlingen 2020-10-23: cooperation solutions rest on agreements with ' +
    'municipalities and others',
  values: {
    '2019-01-01': {
      kinds: ['cooperation_place', 'service_office'],
      needs: {
        meetings: ['booked-meeting'],
        desk: [
          'drop-in',
          'general-information',
          'digital-guidance',
          'document-handover',
          'meeting-booking-help',
          'drop-in-pilot',
        ],
      },
    },
  },
});

/** At which kinds of presence an agreement is needed, and for which services. */
export interface PlaceAgreementValues {
  kinds: readonly PresenceKind[];
  needs: Readonly<Record<AgreementOffer, readonly Service[]>>;
}

/** What an agreement in force lets a place offer, from day to day; both ends count, `to` null = no end is known. */
export interface Coverage {
  offers: readonly AgreementOffer[];
  from: string;
  to: string | null;
}

interface Offering {
  kind: PresenceKind;
  validFrom: string;
  validTo: string | null;
  services: readonly Service[];
}

/** A stretch of a presence: with what it offers then, and what it does not because no agreement covers it. */
export type Covered<Of> = Of & { withheld: Service[] };

/** A presence in stretches in which the same is offered, in order; one that needs no agreement comes back whole. */
export function coveredStretches<Of extends Offering>(
  presence: Of,
  coverage: readonly Coverage[],
  { kinds, needs }: PlaceAgreementValues,
): (Covered<Of> & { services: Service[] })[] {
  const { kind, validFrom, validTo, services } = presence;
  const offers = (['meetings', 'desk'] as const).filter((offer) => needs[offer].some((one) => services.includes(one)));
  if (!kinds.includes(kind) || offers.length === 0) return [{ ...presence, services: [...services], withheld: [] }];
  const after = validTo === null ? null : addDays(validTo as PlainDate, 1);
  const turns = coverage.flatMap(({ from, to }) => [from, ...(to === null ? [] : [addDays(to as PlainDate, 1)])]);
  const starts = [...new Set([validFrom, ...turns])]
    .filter((day) => day >= validFrom && (after === null || day < after))
    .toSorted();
  const stretches: (Covered<Of> & { services: Service[] })[] = [];
  for (const [index, from] of starts.entries()) {
    const next = starts[index + 1];
    const withheld = offers
      .filter(
        (offer) => !coverage.some((one) => one.offers.includes(offer) && one.from <= from && (one.to === null || from <= one.to)),
      )
      .flatMap((offer) => needs[offer].filter((service) => services.includes(service)));
    const last = stretches.at(-1);
    const until = next === undefined ? validTo : addDays(next as PlainDate, -1);
    if (last !== undefined && last.withheld.join() === withheld.join()) last.validTo = until;
    else {
      const offered = services.filter((one) => !withheld.includes(one));
      stretches.push({ ...presence, validFrom: from, validTo: until, services: offered, withheld });
    }
  }
  return stretches;
}

import { addDays, type PlainDate } from '../../../platform/clock/index.ts';
import { rule } from '../../../platform/rule/index.ts';
import type { AgreementOffer } from '../kinds.ts';

export const agreementPeriod = rule({
  id: 'agreement-period',
  says:
    'An agreement that takes another’s place begins the day after the other’s last day, or before it; days between them are accepted only with a ' +
    'reason, and so is a place of the other’s that it leaves out. Two agreements about the same matters never cover the same place on the same day.',
  source:
    'Status report 2020-02-14 and final report 2020-10-23: presence at each place is secured by lasting agreements; SFS 2019:212 (who does what is clear)',
  values: { '2019-01-01': true },
});

export interface AgreedPeriod {
  from: PlainDate;
  /** Last day; null = until further notice. */
  to: PlainDate | null;
}

export type PeriodFault =
  | { fault: 'reversed' }
  | { fault: 'not-after' }
  /** The first and last day that nothing would cover. */
  | { fault: 'gap'; from: PlainDate; to: PlainDate }
  | { fault: 'overlap'; id: string };

/**
 * What is wrong with a period; null when nothing is. `replaced`: the agreement whose place it takes; `others`: those that cover one
 * of its places for the same, the replaced one left out.
 */
export function periodFault(
  period: AgreedPeriod,
  {
    replaced = null,
    gapReason = null,
    others = [],
  }: { replaced?: AgreedPeriod | null; gapReason?: string | null; others?: readonly (AgreedPeriod & { id: string })[] },
): PeriodFault | null {
  const { from, to } = period;
  if (to !== null && to < from) return { fault: 'reversed' };
  if (replaced !== null) {
    if (from <= replaced.from) return { fault: 'not-after' };
    const next = replaced.to === null ? null : addDays(replaced.to, 1);
    if (next !== null && from > next && gapReason === null) return { fault: 'gap', from: next, to: addDays(from, -1) };
  }
  const met = others.find((one) => (to === null || one.from <= to) && (one.to === null || from <= one.to));
  return met === undefined ? null : { fault: 'overlap', id: met.id };
}

/** What an agreement covers at a place. */
export interface CoveredPlace {
  placeId: string;
  offers: readonly AgreementOffer[];
}

/** The places of a replaced agreement, with what they lose, that none of those which cover places from that day on covers for the same. */
export function leftOut<Place extends CoveredPlace>(replaced: readonly Place[], covering: readonly CoveredPlace[]): Place[] {
  const isCovered = (placeId: string, offer: AgreementOffer): boolean =>
    covering.some((one) => one.placeId === placeId && one.offers.includes(offer));
  return replaced.flatMap((place) => {
    const offers = place.offers.filter((offer) => !isCovered(place.placeId, offer));
    return offers.length === 0 ? [] : [{ ...place, offers }];
  });
}

/** What other agreements cover on a day. */
export const coveringOn = <One extends { agreementId: string; from: string; to: string | null }>(
  coverage: readonly One[],
  on: PlainDate,
  except: string,
): One[] => coverage.filter((one) => one.agreementId !== except && one.from <= on && (one.to === null || on <= one.to));

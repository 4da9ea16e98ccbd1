/** Every metric, in the order in which they are listed. */
import type { Metric } from '../metric.ts';
import { agreementsByState } from './agreements-by-state.ts';
import { cooperationPlaces } from './cooperation-places.ts';
import { municipalitiesBookable } from './municipalities-bookable.ts';
import { municipalitiesByState } from './municipalities-by-state.ts';
import { offices } from './offices.ts';
import { placesLosingOffice } from './places-losing-office.ts';
import { placesRemaining } from './places-remaining.ts';
import { placesSecured } from './places-secured.ts';
import { placesToFormalise } from './places-to-formalise.ts';
import { presenceByKind } from './presence-by-kind.ts';
import { reach } from './reach.ts';
import { serviceOffices } from './service-offices.ts';
import { timeToAgreement } from './time-to-agreement.ts';
import { travelInequality } from './travel-inequality.ts';
import { travelPercentiles } from './travel-percentiles.ts';

export const metrics: readonly Metric[] = [
  presenceByKind,
  municipalitiesByState,
  municipalitiesBookable,
  offices,
  cooperationPlaces,
  serviceOffices,
  placesLosingOffice,
  placesSecured,
  placesRemaining,
  agreementsByState,
  placesToFormalise,
  timeToAgreement,
  reach,
  travelPercentiles,
  travelInequality,
];

export const findMetric = (id: string): Metric | undefined => metrics.find((one) => one.id === id);

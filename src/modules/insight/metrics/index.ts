/** Every metric, in the order in which they are listed. */
import type { PlainDate } from '../../../platform/clock/index.ts';
import type { Metric } from '../metric.ts';
import { activityReports } from './activity-reports.ts';
import { agreementsByState } from './agreements-by-state.ts';
import { automatedDecisions } from './automated-decisions.ts';
import { cooperationPlaces } from './cooperation-places.ts';
import { deskVisits } from './desk-visits.ts';
import { groupInequality } from './group-inequality.ts';
import { meetingOutcomes } from './meeting-outcomes.ts';
import { meetingTravel } from './meeting-travel.ts';
import { meetings } from './meetings.ts';
import { messages } from './messages.ts';
import { municipalitiesBookable } from './municipalities-bookable.ts';
import { municipalitiesByState } from './municipalities-by-state.ts';
import { offices } from './offices.ts';
import { placesLosingOffice } from './places-losing-office.ts';
import { placesRemaining } from './places-remaining.ts';
import { placesSecured } from './places-secured.ts';
import { placesToFormalise } from './places-to-formalise.ts';
import { presenceByKind } from './presence-by-kind.ts';
import { reach } from './reach.ts';
import { registeredJobseekers } from './registered-jobseekers.ts';
import { registrations } from './registrations.ts';
import { selfRegistration } from './self-registration.ts';
import { serviceOffices } from './service-offices.ts';
import { timeToAgreement } from './time-to-agreement.ts';
import { travelInequality } from './travel-inequality.ts';
import { travelPercentiles } from './travel-percentiles.ts';
import { waitingForMeeting } from './waiting-for-meeting.ts';
import { waitingForPlan } from './waiting-for-plan.ts';

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
  registeredJobseekers,
  registrations,
  selfRegistration,
  automatedDecisions,
  activityReports,
  waitingForPlan,
  meetings,
  meetingOutcomes,
  waitingForMeeting,
  meetingTravel,
  ...groupInequality,
  messages,
  deskVisits,
];

/** Earlier versions, for the days before the newest one's first: a file each, which is kept as it is (old/). */
const earlier: readonly Metric[] = [];

/** The newest version of each and the earlier ones. */
export const everyVersion: readonly Metric[] = [...metrics, ...earlier];

/** The newest version. */
export const findMetric = (id: string): Metric | undefined => metrics.find((one) => one.id === id);

/** The version whose days hold the day; undefined before the first of them. */
export const versionOn = (versions: readonly Metric[], id: string, on: PlainDate): Metric | undefined =>
  versions.find((one) => one.id === id && one.from <= on && (one.to === null || on <= one.to));

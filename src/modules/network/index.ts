/** The only door into network. */
export { decidedEnds } from './store/agreement-ends.ts';
export { listCoverage } from './store/agreement-coverage.ts';
export { coveringOn, leftOut } from './rules/agreement-period.ts';
export { requireDay } from './rules/municipality-state.ts';
export { printAgreementImport } from './agreements/print-import.ts';
export { startAgreement } from './agreements/start-agreement.ts';
export { stepAgreement } from './agreements/step-agreement.ts';
export { addPlace } from './add-place.ts';
export { changePlace } from './change-place.ts';
export { changePresence } from './change-presence.ts';
export { closeOffice } from './close-office.ts';
export { networkCommands } from './commands.ts';
export { agreementsInForce, deskDecision, ownAgency, requireDeskTask } from './desk-tasks.ts';
export { endDeskStaff } from './end-desk-staff.ts';
export { endServiceAgreement } from './end-service-agreement.ts';
export { eventTypes } from './events.ts';
export { findHelp } from './find-help.ts';
export type { Help, Offer } from './help-answer.ts';
export {
  type DaysHours,
  daysHours,
  type DeskPosition,
  deskPositions,
  type DeskTask,
  deskTasks,
  type Evidence,
  ownOfficeKinds,
  type PresenceKind,
  presenceKinds,
  type TravelSource,
  type Weekday,
  weekdays,
  type WeeklyHours,
  weeklyHours,
} from './kinds.ts';
export { loadCountry } from './load-country.ts';
export { compareReported, countOn } from './national-picture.ts';
export { listOffered, listOfferedOn, type OfferedPresence } from './offered-presence.ts';
export { officeOn } from './office-hours.ts';
export { openPresence } from './open-presence.ts';
export { placeDeskStaff } from './place-desk-staff.ts';
export { printSummary } from './print-summary.ts';
export { printTravelImport, printTravelRouting } from './print-travel.ts';
export { networkProblem } from './problems.ts';
export { putServiceAgreement } from './put-service-agreement.ts';
export { municipalitiesByName } from './by-name.ts';
export { type KnownPlace, type LiveRegister, openRegister, type Origin, type Register, registerNow } from './register.ts';
export { printExport, printImport } from './register-file/index.ts';
export { sheetAsText } from './register-file/sheet-text.ts';
export { travelEstimate } from './rules/travel-estimate.ts';
export { openAt, type OfficeState, type OpenState } from './rules/opening-hours.ts';
export { deskTask } from './rules/desk-task.ts';
export { reasonableTravel } from './rules/reasonable-travel.ts';
export { placeAgreement } from './rules/place-agreement.ts';
export { isHolidayEve, isPublicHoliday } from './rules/public-holidays.ts';
export { agreementEnding } from './routes/agreement-ending.ts';
export { agreementImport } from './routes/agreement-import.ts';
export { agreementViews } from './routes/agreement-views.ts';
export { agreementPages } from './routes/agreements.ts';
export { networkApi } from './routes/api.ts';
export { plannerPages } from './routes/planner.ts';
export { networkPages } from './routes/public.ts';
export { securingPages } from './routes/securing.ts';
export { hoursOn } from './rules/opening-hours.ts';
export { stepSecuring } from './step-securing.ts';
export {
  routingFromEnvironment,
  travelAmong,
  travelBetween,
  type TravelGoal,
  type TravelOrigin,
  travelProblem,
  travelSubscription,
  type TravelTable,
} from './travel/index.ts';
export {
  insertPlaceStaff as placeNewStaff,
  listAgreements,
  listPlaceStaff,
  type PlaceStaff,
  type ServiceAgreement,
} from './store/agreements.ts';
export { type Closure, listClosures } from './store/closures.ts';
export {
  findMunicipality,
  listLocalities,
  listMunicipalities,
  listMunicipalityFacts,
  type Locality,
  type Municipality,
  type MunicipalityFacts,
} from './store/geography.ts';
export { findPlace, findPlaceByCode, listPlaces } from './store/places.ts';
export { listPresence, type Presence } from './store/presence.ts';
export { withdrawPresence } from './withdraw-presence.ts';
export { agreementRecord } from './store/agreement-record.ts';
export { listAgreementRecords } from './store/agreement-records.ts';

/** The only door into network. */
export { addPlace } from './add-place.ts';
export { changePlace } from './change-place.ts';
export { changePresence } from './change-presence.ts';
export { closeOffice } from './close-office.ts';
export { networkEvents } from './events.ts';
export { findHelp, helpAnswer, type Help, type Offer } from './find-help.ts';
export { loadCountry } from './load-country.ts';
export { compareReported, countOn } from './national-picture.ts';
export { openPresence } from './open-presence.ts';
export { networkProblem } from './problems.ts';
export { type LiveRegister, openRegister, type Register } from './register.ts';
export { searchOrigins } from './search-origins.ts';
export { stepSecuring } from './step-securing.ts';
export { withdrawPresence } from './withdraw-presence.ts';
export { printSummary } from './print-summary.ts';
export { printTravelImport, printTravelRouting } from './print-travel.ts';
export { networkApi } from './routes/api.ts';
export { importTravelTimesCommand, routingFromEnvironment, travelSubscription } from './travel/index.ts';

/** Visits that are made up, for practice and measurement. */
export { loadGeneratedVisits } from './load.ts';
export { type GeneratedDays, type GeneratedVisit, generateVisits } from './visits.ts';

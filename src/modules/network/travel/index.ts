/** Travel time: one interface, three sources (docs/decisions/0006-travel-time.md). */
export { writeEstimates } from './estimates.ts';
export { timeBetween, travelMatrix, type TravelMatrix, travelTimes } from './matrix.ts';
export { listLinks, type TravelTime } from './store.ts';

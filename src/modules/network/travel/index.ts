/** Travel time: one interface, three sources (docs/decisions/0006-travel-time.md). */
export { travelAmong } from './among.ts';
export { travelBetween, type TravelGoal, type TravelOrigin, type TravelTable } from './between.ts';
export { isMoved, writeEstimates } from './estimates.ts';
export { importTravelTimes, importTravelTimesCommand, type TravelImport } from './import.ts';
export { timeBetween, travelMatrix, type TravelMatrix } from './matrix.ts';
export { travelProblem } from './problems.ts';
export { routeTravelTimes, travelSubscription } from './routed.ts';
export { routingFromEnvironment, routingServer, type RoutingServer } from './routing-server.ts';
export { listLinks } from './store.ts';

/** When the service could not be used: kept by the service itself, so that it can be proved afterwards. */
export { endOutage, openOutage, outageOn } from './log.ts';
export { startPulse } from './pulse.ts';
export { insertOutage, lockPart, type Outage, outageById, outagesBetween, updateOutage } from './store.ts';

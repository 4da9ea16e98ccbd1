/** The only door into desk. */
export { addDevice } from './add-device.ts';
export { deskCommands } from './commands.ts';
export { loadGeneratedVisits } from './generated/index.ts';
export { printVisitImport } from './print-import.ts';
export { syncPages } from './routes/sync.ts';
export { deskFigurePages } from './routes/figures.ts';
export { deskApi } from './routes/api.ts';
export { clientApi } from './routes/client-api.ts';
export { clientPages } from './routes/clients.ts';
export { importPages } from './routes/import.ts';
export { endForgottenVisits, forgetRepeats } from './forget-visits.ts';
export { type LiveQueues, openLiveQueues } from './live-queues.ts';
export { putCounter } from './put-counter.ts';
export { putService } from './put-service.ts';
export { putUnit } from './put-unit.ts';
export { listDevices } from './store/devices.ts';
export { listCounters, listServices } from './store/services.ts';
export { addUnitMember, listUnits } from './store/units.ts';

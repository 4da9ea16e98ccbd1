/** The only door into desk. */
export { deskCommands } from './commands.ts';
export { loadGeneratedVisits } from './generated/index.ts';
export { printVisitImport } from './print-import.ts';
export { syncPages } from './routes/sync.ts';
export { importPages } from './routes/import.ts';
export { endForgottenVisits, forgetRepeats } from './forget-visits.ts';
export { type LiveQueues, openLiveQueues } from './live-queues.ts';

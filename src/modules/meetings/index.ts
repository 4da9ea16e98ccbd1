/** The only door into meetings. */
export { meetingsCommands } from './commands.ts';
export { eventTypes } from './events.ts';
export * from './kinds.ts';
export { meetingsProblem } from './problems.ts';
export { can, meetingActions, meetingTable } from './state.ts';

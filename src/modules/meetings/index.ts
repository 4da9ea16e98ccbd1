/** The only door into meetings. */
export { meetingsCommands } from './commands.ts';
export { eventTypes } from './events.ts';
export * from './kinds.ts';
export {
  type Candidate,
  candidatesAt,
  findFreeTimes,
  type FreeTime,
  type FreeTimes,
  type Wanted,
  type Why,
} from './free-times.ts';
export type { Meetings } from './meetings.ts';
export { type LivePicture, openPicture, type Picture } from './picture/index.ts';
export { meetingsProblem } from './problems.ts';
export { can, meetingActions, meetingTable } from './state.ts';

/** The only door into contact. */
export { contactHolding } from './holding.ts';
export { contactCommands } from './commands.ts';
export type { CalendarParties, MessageSource, Words } from './source.ts';
export { gatewaysFromEnvironment, type Gateways } from './send/gateways.ts';
export { sendDue, type Sending, startSender } from './sender.ts';
export { contactSubscriptions } from './subscriptions.ts';
export { type HowTold, howTold } from './store/how-told.ts';
export { tell, type ToTell, untell } from './tell.ts';
export { contactJobs } from './jobs.ts';
export { contactProblem } from './problems.ts';
export { eventTypes as contactEventTypes } from './events.ts';
export { type LiveRooms, openLiveRooms } from './live-rooms.ts';
export { messagePages } from './routes/messages.ts';
export { videoPages } from './routes/video.ts';
export { closeVideoRoom, leaveVideoRooms, giveSeat, hashOf, meetPath, moveVideoRoom, newSecret, putSeat } from './video.ts';
export { roomTimes } from './rules/video-room-time.ts';

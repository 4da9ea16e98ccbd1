/** The only door into meetings. */
export { addInterpreter } from './add-interpreter.ts';
export { addOfficer } from './add-officer.ts';
export { addRoom } from './add-room.ts';
export { changeInterpreter } from './change-interpreter.ts';
export { changeOfficer } from './change-officer.ts';
export { changeRoom } from './change-room.ts';
export { endAbsence } from './end-absence.ts';
export { endAttendance } from './end-attendance.ts';
export { noteAbsence } from './note-absence.ts';
export { putMeetingType } from './put-meeting-type.ts';
export { setAttendance } from './set-attendance.ts';
export { setWorkingDay } from './set-working-day.ts';
export { setWorkingPattern } from './set-working-pattern.ts';
export { askChannel } from './ask-channel.ts';
export { decideChannelRequest } from './decide-channel-request.ts';
export { declineOffer, leaveWaiting, takeOffer } from './answer-offer.ts';
export { act, bookSeriesOf, bookTime, changeTo, holdTime, openSessionAt } from './book.ts';
export { bookSeat } from './book-seat.ts';
export { closePlace } from './close-place.ts';
export { endAgreement } from './end-agreement.ts';
export { meetingsHolding } from './holding.ts';
export { joinWaiting } from './join-waiting.ts';
export { meetingsJobs } from './jobs.ts';
export { loseInterpreter } from './lose-interpreter.ts';
export { loseRoom } from './lose-room.ts';
export { noteOfficerAbsent } from './note-officer-absent.ts';
export { overbook } from './overbook.ts';
export { rebook, rebookAll } from './rebook.ts';
export { cancelMeeting } from './cancel-meeting.ts';
export { meetingsCommands } from './commands.ts';
export { confirmMeeting } from './confirm-meeting.ts';
export { recordOutcome } from './record-outcome.ts';
export { releaseHold } from './release-hold.ts';
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
export { generateMeetings, generateSupply, type GeneratedSupply, loadGeneratedSupply } from './generated/index.ts';
export type { Meetings } from './meetings.ts';
export { meetingMessages } from './messages.ts';
export { type LivePicture, openPicture, type Picture } from './picture/index.ts';
export { meetingsProblem } from './problems.ts';
export { claimGeneratedOfficer } from './store/officers.ts';
export { insertGenerated, insertGeneratedMeetings } from './store/generated.ts';
export { can, meetingActions, meetingTable } from './state.ts';
export { freeTimesApi } from './routes/free-times-api.ts';
export { feedPages } from './routes/feeds.ts';
export { meetingsSubscriptions } from './subscriptions.ts';
export { bookingPages } from './routes/booking.ts';
export { channelMessages } from './channel-messages.ts';
export { meetingFigurePages } from './routes/meeting-figures.ts';
export { channelRequestPages } from './routes/channel-requests.ts';
export { calendarPages } from './routes/calendar.ts';
export { capacityPages } from './routes/capacity.ts';
export { printForecast } from './print-forecast.ts';
export { supplyPages } from './routes/supply.ts';
export { disruptionPages } from './routes/disruptions.ts';
export { attendanceApi } from './routes/attendance-api.ts';
export { meetingsApi } from './routes/meetings-api.ts';
export { webhookPages } from './routes/webhooks.ts';
export { deliverWebhooks, startWebhooks, type WebhookSending } from './webhooks/deliver.ts';
export { webhookSettings } from './webhooks/settings.ts';

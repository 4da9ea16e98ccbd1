/** Every command of this module; test/access.test.ts runs each with every role. */
import type { Command } from '../../platform/auth/index.ts';
import { addInterpreter } from './add-interpreter.ts';
import { addOfficer } from './add-officer.ts';
import { addRoom } from './add-room.ts';
import { askChannel } from './ask-channel.ts';
import { changeInterpreter } from './change-interpreter.ts';
import { changeOfficer } from './change-officer.ts';
import { changeRoom } from './change-room.ts';
import { decideChannelRequest } from './decide-channel-request.ts';
import { endAbsence } from './end-absence.ts';
import { endAttendance } from './end-attendance.ts';
import { importSupply } from './import-supply.ts';
import { noteAbsence } from './note-absence.ts';
import { putMeetingType } from './put-meeting-type.ts';
import { setAttendance } from './set-attendance.ts';
import { setWorkingDay } from './set-working-day.ts';
import { setWorkingPattern } from './set-working-pattern.ts';
import { withdrawChannelRequest } from './withdraw-channel-request.ts';
import { bookMeeting } from './book-meeting.ts';
import { cancelMeeting } from './cancel-meeting.ts';
import { changeMeeting } from './change-meeting.ts';
import { confirmMeeting } from './confirm-meeting.ts';
import { giveVideoSeat } from './give-video-seat.ts';
import { importForecast } from './import-forecast.ts';
import { setFreeThreshold } from './set-free-threshold.ts';
import { holdMeeting } from './hold-meeting.ts';
import { logCallAttempt } from './log-call-attempt.ts';
import { endFeed, putFeed } from './put-feed.ts';
import { recordOutcome } from './record-outcome.ts';
import { releaseHold } from './release-hold.ts';
import { declineOffer, leaveWaiting, takeOffer } from './answer-offer.ts';
import { bookSeat } from './book-seat.ts';
import { bookSeries } from './book-series.ts';
import { closePlace } from './close-place.ts';
import { reopenPlace } from './reopen-place.ts';
import { endAgreement } from './end-agreement.ts';
import { joinWaiting } from './join-waiting.ts';
import { loseInterpreter } from './lose-interpreter.ts';
import { loseRoom } from './lose-room.ts';
import { noteOfficerAbsent } from './note-officer-absent.ts';
import { cancelSeries } from './cancel-series.ts';
import { cancelSession } from './cancel-session.ts';
import { changeSeat } from './change-seat.ts';
import { changeSessionSeats } from './change-session-seats.ts';
import { giveSessionSeat } from './give-session-seat.ts';
import { rebookSeat } from './rebook-seat.ts';
import { replaceSession } from './replace-session.ts';
import { openSession } from './open-session.ts';
import { overbookMeeting } from './overbook-meeting.ts';
import { rebookMeeting } from './rebook-meeting.ts';
import { startRebooking } from './start-rebooking.ts';
import { addWebhook } from './add-webhook.ts';
import { endWebhook } from './end-webhook.ts';

export const meetingsCommands: readonly Command[] = [
  addInterpreter,
  addOfficer,
  addRoom,
  askChannel,
  changeInterpreter,
  changeOfficer,
  changeRoom,
  decideChannelRequest,
  endAbsence,
  endAttendance,
  importSupply,
  noteAbsence,
  putMeetingType,
  setAttendance,
  setWorkingDay,
  setWorkingPattern,
  withdrawChannelRequest,
  bookMeeting,
  cancelMeeting,
  changeMeeting,
  confirmMeeting,
  giveVideoSeat,
  holdMeeting,
  logCallAttempt,
  importForecast,
  setFreeThreshold,
  recordOutcome,
  releaseHold,
  putFeed,
  endFeed,
  bookSeat,
  bookSeries,
  closePlace,
  reopenPlace,
  endAgreement,
  joinWaiting,
  loseInterpreter,
  loseRoom,
  noteOfficerAbsent,
  openSession,
  cancelSeries,
  cancelSession,
  changeSeat,
  changeSessionSeats,
  giveSessionSeat,
  rebookSeat,
  replaceSession,
  overbookMeeting,
  rebookMeeting,
  startRebooking,
  declineOffer,
  leaveWaiting,
  takeOffer,
  addWebhook,
  endWebhook,
];

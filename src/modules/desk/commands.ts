/** Every command of this module; test/access.test.ts runs each with every role. */
import { addDevice } from './add-device.ts';
import { enrolDevice } from './enrol-device.ts';
import { settleNote } from './settle-note.ts';
import { endCounter } from './end-counter.ts';
import { endDevice } from './end-device.ts';
import { endService } from './end-service.ts';
import { endTopic } from './end-topic.ts';
import { endUnit } from './end-unit.ts';
import { putSetting } from './put-setting.ts';
import { putTopic } from './put-topic.ts';
import { putUnit } from './put-unit.ts';
import { putCounter } from './put-counter.ts';
import { putService } from './put-service.ts';
import { endClient } from './end-client.ts';
import { importVisits } from './import-visits.ts';
import { makeClient } from './make-client.ts';
import { reportVisits } from './report-visits.ts';
import { noteArrival } from './note-arrival.ts';
import { openCounter } from './open-counter.ts';
import { closeCounter } from './close-counter.ts';
import { callNext } from './call-next.ts';
import { callVisit } from './call-visit.ts';
import { recallVisit } from './recall-visit.ts';
import { serveVisit } from './serve-visit.ts';
import { parkVisit } from './park-visit.ts';
import { resumeVisit } from './resume-visit.ts';
import { transferVisit } from './transfer-visit.ts';
import { prioritiseVisit } from './prioritise-visit.ts';
import { noteStep } from './note-step.ts';
import { endVisit } from './end-visit.ts';
import { noteNoShow } from './note-no-show.ts';
import { giveFeedback } from './give-feedback.ts';
import { leaveQueue } from './leave-queue.ts';
import { takeTicket } from './take-ticket.ts';
import { acknowledgeDocument } from './acknowledge-document.ts';
import { forwardDocument } from './forward-document.ts';
import { handInDocument } from './hand-in-document.ts';
import { makeUploadLink } from './make-upload-link.ts';
import { noteOriginalSent } from './note-original-sent.ts';
import { openDocument } from './open-document.ts';
import { receiveDocument } from './receive-document.ts';
import { returnDocument } from './return-document.ts';
import type { Command } from '../../platform/auth/index.ts';

export const deskCommands: readonly Command[] = [
  acknowledgeDocument,
  forwardDocument,
  handInDocument,
  makeUploadLink,
  noteOriginalSent,
  openDocument,
  receiveDocument,
  returnDocument,
  noteArrival,
  openCounter,
  closeCounter,
  callNext,
  callVisit,
  recallVisit,
  serveVisit,
  parkVisit,
  resumeVisit,
  transferVisit,
  prioritiseVisit,
  noteStep,
  endVisit,
  noteNoShow,
  giveFeedback,
  leaveQueue,
  takeTicket,
  importVisits,
  makeClient,
  endClient,
  reportVisits,
  putService,
  putCounter,
  endService,
  endCounter,
  addDevice,
  endDevice,
  enrolDevice,
  settleNote,
  putTopic,
  endTopic,
  putSetting,
  putUnit,
  endUnit,
];

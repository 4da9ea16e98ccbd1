/** Every command of cases; test/access.test.ts runs each through every role. */
import { addAttachment } from './add-attachment.ts';
import { askCallBack } from './ask-call-back.ts';
import { decideRegistration } from './decide-registration.ts';
import { deregister } from './deregister.ts';
import { discardDraft } from './discard-draft.ts';
import { noteHelpAsked } from './note-help-asked.ts';
import { objectToDecision } from './object-to-decision.ts';
import { recordAssistance } from './record-assistance.ts';
import { removeAttachment } from './remove-attachment.ts';
import { rerunDecisions } from './rerun-decisions.ts';
import { reviewDecision } from './review-decision.ts';
import { saveStep } from './save-step.ts';
import { startRegistration } from './start-registration.ts';
import { startRule } from './start-rule.ts';
import { stopRule } from './stop-rule.ts';
import { submitRegistration } from './submit-registration.ts';
import { addOwnWords } from './add-own-words.ts';
import { completeTodo } from './complete-todo.ts';
import { noteProgramme } from './note-programme.ts';
import { noteReportHandedIn } from './note-report-handed-in.ts';
import { putPlanInForce } from './put-plan-in-force.ts';
import { receiveReport } from './receive-report.ts';
import { recordConversation } from './record-conversation.ts';
import { requestTranslation } from './request-translation.ts';
import { reviewReport } from './review-report.ts';
import { savePlan } from './save-plan.ts';
import { saveReport } from './save-report.ts';
import { settleDeskAgreement } from './settle-desk-agreement.ts';
import { submitReport } from './submit-report.ts';
import { takeCase } from './take-case.ts';

export const casesCommands = [
  startRegistration,
  saveStep,
  discardDraft,
  submitRegistration,
  decideRegistration,
  objectToDecision,
  reviewDecision,
  startRule,
  stopRule,
  rerunDecisions,
  deregister,
  recordAssistance,
  askCallBack,
  noteHelpAsked,
  addAttachment,
  removeAttachment,
  addOwnWords,
  completeTodo,
  noteReportHandedIn,
  putPlanInForce,
  receiveReport,
  recordConversation,
  requestTranslation,
  reviewReport,
  savePlan,
  saveReport,
  settleDeskAgreement,
  submitReport,
  takeCase,
  noteProgramme,
] as const;

/** Every command of network; test/access.test.ts runs each through every role. */
import { addPlace } from './add-place.ts';
import { addAgreementDocument } from './agreements/add-agreement-document.ts';
import { changeAgreement } from './agreements/change-agreement.ts';
import { importAgreementsCommand } from './agreements/import-agreements.ts';
import { leaveAgreement } from './agreements/leave-agreement.ts';
import { planSecuring } from './agreements/plan-securing.ts';
import { startAgreement } from './agreements/start-agreement.ts';
import { stepAgreement } from './agreements/step-agreement.ts';
import { changePlace } from './change-place.ts';
import { changePresence } from './change-presence.ts';
import { closeOffice } from './close-office.ts';
import { endDeskStaff } from './end-desk-staff.ts';
import { endServiceAgreement } from './end-service-agreement.ts';
import { openPresence } from './open-presence.ts';
import { placeDeskStaff } from './place-desk-staff.ts';
import { putServiceAgreement } from './put-service-agreement.ts';
import { importCommand } from './register-file/index.ts';
import { stepSecuring } from './step-securing.ts';
import { importTravelTimesCommand } from './travel/index.ts';
import { withdrawPresence } from './withdraw-presence.ts';

export const networkCommands = [
  addPlace,
  changePlace,
  openPresence,
  changePresence,
  withdrawPresence,
  closeOffice,
  stepSecuring,
  importCommand,
  importTravelTimesCommand,
  putServiceAgreement,
  endServiceAgreement,
  placeDeskStaff,
  endDeskStaff,
  startAgreement,
  changeAgreement,
  stepAgreement,
  leaveAgreement,
  addAgreementDocument,
  importAgreementsCommand,
  planSecuring,
] as const;

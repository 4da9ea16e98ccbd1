/** Every command of network; test/access.test.ts runs each through every role. */
import { addPlace } from './add-place.ts';
import { changePlace } from './change-place.ts';
import { changePresence } from './change-presence.ts';
import { closeOffice } from './close-office.ts';
import { openPresence } from './open-presence.ts';
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
] as const;

/** Every command of people; test/access.test.ts runs each through every role. */
import { addEmployer, changeEmployer } from './add-employer.ts';
import { addPerson } from './add-person.ts';
import { changeDetails } from './change-details.ts';
import { checkOpening } from './check-opening.ts';
import { closeFile } from './close-file.ts';
import { giveMandate } from './give-mandate.ts';
import { liftProtection } from './lift-protection.ts';
import { nameOfficer, releaseOfficer, unnameOfficer } from './name-officer.ts';
import { openFile } from './open-file.ts';
import { proveIdentity } from './prove-identity.ts';
import { endEmployerContact, putEmployerContact } from './put-employer-contact.ts';
import { endNeed, putNeed } from './put-support-need.ts';
import { receiveRegistryNotice } from './receive-registry-notice.ts';
import { replaceNumber } from './replace-number.ts';
import { reportOwnProtection } from './report-own-protection.ts';
import { revokeMandate } from './revoke-mandate.ts';
import { searchPersons } from './search-persons.ts';

export const peopleCommands = [
  openFile,
  closeFile,
  searchPersons,
  addPerson,
  replaceNumber,
  proveIdentity,
  changeDetails,
  putNeed,
  endNeed,
  giveMandate,
  revokeMandate,
  receiveRegistryNotice,
  reportOwnProtection,
  liftProtection,
  nameOfficer,
  unnameOfficer,
  releaseOfficer,
  checkOpening,
  addEmployer,
  changeEmployer,
  putEmployerContact,
  endEmployerContact,
] as const;

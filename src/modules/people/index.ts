/** The only door into people. */
export { addEmployer, changeEmployer } from './add-employer.ts';
export { addPerson } from './add-person.ts';
export { changeDetails } from './change-details.ts';
export { checkOpening, type OpeningToCheck, openingsToCheck } from './check-opening.ts';
export { closeFile } from './close-file.ts';
export { peopleCommands } from './commands.ts';
export { erasePerson } from './erase-person.ts';
export { eventTypes } from './events.ts';
export { giveMandate } from './give-mandate.ts';
export * from './kinds.ts';
export { liftProtection } from './lift-protection.ts';
export { type Helped, holdsMandateFrom, mandatesOf, personsHelpedBy, type ShownMandate } from './mandates-held.ts';
export {
  nameableOfficers,
  nameOfficer,
  officersOf,
  protectedOf,
  releaseOfficer,
  unassignedProtected,
  unnameOfficer,
} from './name-officer.ts';
export { openFile, openFileOrRefuse } from './open-file.ts';
export { peopleProblem } from './problems.ts';
export { proveIdentity } from './prove-identity.ts';
export { endEmployerContact, putEmployerContact } from './put-employer-contact.ts';
export { endNeed, putNeed } from './put-support-need.ts';
export { receiveRegistryNotice } from './receive-registry-notice.ts';
export { recogniseAccount, type SignedInAccount } from './recognise-account.ts';
export { replaceNumber } from './replace-number.ts';
export { reportOwnProtection, reportProtection } from './report-own-protection.ts';
export { revokeMandate } from './revoke-mandate.ts';
export { type OpeningReason, openingReasons } from './rules/file-opening-reason.ts';
export { type IdentityNumber, readIdentityNumber } from './rules/identity-number.ts';
export { foundPersons, searchPersons } from './search-persons.ts';
export { personOf, recordAct, requireStanding, type Standing } from './standing.ts';
export { type Employer, type EmployerContact, findEmployer, listEmployerContacts, listEmployers } from './store/employers.ts';
export { listErasures, personsQuietSince, recordErasure, remainingRows } from './store/erasure.ts';
export { type Reader, readersOf } from './store/openings.ts';
export { listOrganisations } from './store/organisations.ts';
export { everythingAbout } from './store/own-data.ts';
export { type Contact, type PersonFacts, updateContact } from './store/persons.ts';
export type { FoundPerson } from './store/search.ts';
export { listActs, type ShownAct } from './store/standing.ts';
export { listSupportNeeds, putSupportNeed, type ShownNeed, type SupportNeed } from './store/support.ts';
export { phoneShown, typedEmail, typedPhone, typedText } from './typed-contact.ts';
export { addressFor, factsFor, namesFor, personView, type PersonView } from './views.ts';
export { enterFile, type Entered, reopenPage } from './routes/file.ts';
export { ownPerson, sendElsewhere } from './routes/own.ts';
export { type FileTab, PersonFrame } from './pages/frame.tsx';
export { numberShown, type FrameFacts } from './pages/frame.tsx';
export { OwnLinks } from './pages/own/nobody.tsx';
export { ActsSection, MandatesSection, PersonFactsSection, SupportSection } from './pages/staff/sections.tsx';
export { peoplePages } from './routes/pages.ts';

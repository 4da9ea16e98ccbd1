/** The only door into people. */
export { peopleCommands } from './commands.ts';
export { erasePerson } from './erase-person.ts';
export { eventTypes } from './events.ts';
export * from './kinds.ts';
export { peopleProblem } from './problems.ts';
export { recogniseAccount, type SignedInAccount } from './recognise-account.ts';
export { type IdentityNumber, readIdentityNumber } from './rules/identity-number.ts';
export { personOf, recordAct, requireStanding, type Standing } from './standing.ts';
export { listErasures, recordErasure, remainingRows } from './store/erasure.ts';
export { type Contact, type PersonFacts, updateContact } from './store/persons.ts';
export { listActs, type ShownAct } from './store/standing.ts';
export { listSupportNeeds, putSupportNeed, type ShownNeed, type SupportNeed } from './store/support.ts';
export { addressFor, factsFor, namesFor, personView, type PersonView } from './views.ts';

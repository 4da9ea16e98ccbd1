/** The only door into cases. */
export { casesCommands } from './commands.ts';
export { discardDraft } from './discard-draft.ts';
export { casesProblem } from './problems.ts';
export { saveStep, type SavedStep } from './save-step.ts';
export { startRegistration } from './start-registration.ts';
export { type Draft, findDraft } from './store/draft.ts';
export { registrationPages } from './routes/registration-pages.ts';

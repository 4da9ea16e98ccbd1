/** Every command of cases; test/access.test.ts runs each through every role. */
import { discardDraft } from './discard-draft.ts';
import { saveStep } from './save-step.ts';
import { startRegistration } from './start-registration.ts';

export const casesCommands = [startRegistration, saveStep, discardDraft] as const;

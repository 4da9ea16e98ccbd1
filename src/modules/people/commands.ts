/** Every command of people; test/access.test.ts runs each through every role. */
import { giveMandate } from './give-mandate.ts';
import { openFile } from './open-file.ts';
import { revokeMandate } from './revoke-mandate.ts';
import { searchPersons } from './search-persons.ts';

export const peopleCommands = [openFile, searchPersons, giveMandate, revokeMandate] as const;

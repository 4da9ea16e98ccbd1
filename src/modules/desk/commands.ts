/** Every command of this module; test/access.test.ts runs each with every role. */
import type { Command } from '../../platform/auth/index.ts';

export const deskCommands: readonly Command[] = [];

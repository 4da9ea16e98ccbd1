/** Every command of insight; test/access.test.ts runs each through every role. */
import type { Command } from '../../platform/auth/index.ts';

export const insightCommands: readonly Command[] = [];

/** Every command of this module; test/access.test.ts runs each with every role. */
import { putCounter } from './put-counter.ts';
import { putService } from './put-service.ts';
import type { Command } from '../../platform/auth/index.ts';

export const deskCommands: readonly Command[] = [putService, putCounter];

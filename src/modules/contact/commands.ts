/** Every command of this module; test/access.test.ts runs each with every role. */
import type { Command } from '../../platform/auth/index.ts';
import { enterVideoRoom } from './enter-video-room.ts';
import { admitToVideoRoom, askForCall, leaveVideoRoom } from './video-acts.ts';

export const contactCommands: readonly Command[] = [enterVideoRoom, admitToVideoRoom, leaveVideoRoom, askForCall];

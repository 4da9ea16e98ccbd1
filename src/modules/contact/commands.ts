/** Every command of this module; test/access.test.ts runs each with every role. */
import type { Command } from '../../platform/auth/index.ts';
import { enterVideoRoom } from './enter-video-room.ts';
import { postLetter, readLetter } from './letters.ts';
import { noteToldByHand } from './told-by-hand.ts';
import { admitToVideoRoom, askForCall, leaveVideoRoom } from './video-acts.ts';

export const contactCommands: readonly Command[] = [
  enterVideoRoom,
  admitToVideoRoom,
  leaveVideoRoom,
  askForCall,
  readLetter,
  postLetter,
  noteToldByHand,
];

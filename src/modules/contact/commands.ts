/** Every command of this module; test/access.test.ts runs each with every role. */
import type { Command } from '../../platform/auth/index.ts';
import { enterVideoRoom } from './enter-video-room.ts';
import { postLetter, readLetter } from './letters.ts';
import { approveNotice } from './notices/approve-notice.ts';
import { answerView, fileView } from './notices/file-view.ts';
import { importBodies } from './notices/import-bodies.ts';
import { noteLetter } from './notices/note-letter.ts';
import { addBody, changeBody, endBody } from './notices/put-body.ts';
import { changeNotice, startNotice, withdrawNotice } from './notices/write-notice.ts';
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
  addBody,
  changeBody,
  endBody,
  importBodies,
  startNotice,
  changeNotice,
  approveNotice,
  withdrawNotice,
  noteLetter,
  fileView,
  answerView,
];

/** What staff note of a letter after it has gone, or ask for when it has not. */
import { z } from 'zod';
import { command } from '../../../platform/auth/index.ts';
import { parseUuid } from '../../../platform/ids/index.ts';
import { canLetter, letterActionNames } from '../notice-state.ts';
import { contactProblem } from '../problems.ts';
import { lockLetter, setLetterState } from '../store/notice-letters.ts';
import { informers } from './put-body.ts';

export const longestLetterNote = 300;

/** `posted`: it went on by hand. `bounced`: it came back. `again`: send it once more, to the address that holds now. */
export const noteLetter = command({
  name: 'contact.note-letter',
  roles: informers,
  input: z.object({
    letterId: z.string(),
    action: z.enum(letterActionNames),
    note: z.string().trim().max(longestLetterNote).default(''),
  }),
  async run({ tx, now, actor, newId }, { letterId, action, note }) {
    const id = parseUuid(letterId);
    const letter = id === null ? null : await lockLetter(tx, id);
    if (letter === null) throw contactProblem('notice-letter-unknown');
    if (!canLetter(letter.state, action)) throw contactProblem('notice-letter-state');
    const outcome = { posted: 'posted', bounced: 'bounced', again: null } as const;
    const noted = outcome[action];
    const way = letter.state === 'sent' ? 'email' : letter.state === 'in-folder' ? 'folder' : 'post';
    await setLetterState(
      tx,
      letter.id,
      noted ?? 'waiting',
      now,
      noted === null ? null : { id: newId(), at: now, way, address: null, outcome: noted, detail: null, note, by: actor.id },
    );
    return {
      result: { letterId: letter.id, noticeId: letter.noticeId },
      subject: `notice:${letter.noticeId}`,
      details: { letterId: letter.id, action, before: letter.state },
    };
  },
});

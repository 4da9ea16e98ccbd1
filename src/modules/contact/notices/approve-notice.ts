/** A notice is approved: its letters are worded once and for all, and go out. */
import { z } from 'zod';
import { command } from '../../../platform/auth/index.ts';
import { valueOn } from '../../../platform/rule/index.ts';
import type { Register } from '../../network/index.ts';
import { contactProblem } from '../problems.ts';
import { mayApprove, noticeApproval } from '../rules/notice-approval.ts';
import { noticeRecipients } from '../rules/notice-recipients.ts';
import { insertLetters } from '../store/notice-letters.ts';
import { approveNotice as approve, nextNumber } from '../store/notices.ts';
import { letterWords } from './letter-words.ts';
import { mattersOf } from './matters.ts';
import { allBodies, informers } from './put-body.ts';
import { recipientsOfNotice } from './recipients.ts';
import { requireDraft } from './write-notice.ts';

export const approveNotice = command({
  name: 'contact.approve-notice',
  roles: informers,
  input: z.object({
    noticeId: z.string(),
    version: z.number().int().min(1),
    /** The version of the register that the letters were looked at by. */
    registerVersion: z.number().int().min(0),
    register: z.custom<() => Register>((value) => typeof value === 'function'),
  }),
  async run(context, { noticeId, version, registerVersion, register }) {
    const { tx, now, today, actor, newId } = context;
    const notice = await requireDraft(context, noticeId, version, 'approve');
    if (!mayApprove(valueOn(noticeApproval, today), notice.writers, actor.id))
      throw contactProblem('notice-own-approval', { rule: noticeApproval });
    if (notice.replyBy !== null && notice.replyBy < today) throw contactProblem('notice-reply-past');
    const as = register();
    if (as.version !== registerVersion) throw contactProblem('notice-register-changed', { rule: noticeApproval });
    const matters = await mattersOf(tx, as, notice.matters);
    const recipients = recipientsOfNotice(notice, matters, await allBodies(tx), today);
    if (recipients.length === 0) throw contactProblem('notice-recipients-missing');
    const number = await nextNumber(tx, 'U', Number(today.slice(0, 4)));
    const letters = recipients.map(({ body, why }) => ({
      id: newId(),
      bodyKey: body.key,
      name: body.name,
      why,
      ...letterWords({ ...notice, number }, matters, { key: body.key, name: body.name, why }),
    }));
    await approve(tx, notice.id, { at: now, by: actor.id, number, registerVersion });
    await insertLetters(tx, notice.id, letters, now);
    return {
      result: { noticeId: notice.id, number, letters: letters.length },
      subject: `notice:${notice.id}`,
      rules: [noticeApproval.id, noticeRecipients.id],
      details: { number, registerVersion, letters: letters.length },
    };
  },
});

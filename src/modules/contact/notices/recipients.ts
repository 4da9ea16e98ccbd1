/** Who a notice goes to: those its decisions touch, by the register, and the organisations that were chosen. */
import { type PlainDate } from '../../../platform/clock/index.ts';
import { valueOn } from '../../../platform/rule/index.ts';
import { type NoticeGroup, noticeRecipients, recipientsOf } from '../rules/notice-recipients.ts';
import type { Notice } from '../store/notices.ts';
import type { Body } from './bodies.ts';
import { type Matter, touchedBy } from './matters.ts';

export interface NoticeRecipient {
  body: Body;
  /** Empty for an organisation that was chosen. */
  why: NoticeGroup[];
}

export function recipientsOfNotice(
  { groups, organisations }: Pick<Notice, 'groups' | 'organisations'>,
  matters: readonly Matter[],
  bodies: readonly Body[],
  on: PlainDate,
): NoticeRecipient[] {
  const why = recipientsOf(matters.flatMap(touchedBy), groups, valueOn(noticeRecipients, on));
  return bodies.flatMap((body): NoticeRecipient[] => {
    const reasons = why.get(body.key);
    if (reasons !== undefined) return [{ body, why: reasons }];
    return organisations.includes(body.key) ? [{ body, why: [] }] : [];
  });
}

/** What may be done with a notice, and with each of its letters, as tables. Pages show it and the commands ask it again. */
export const noticeStates = ['draft', 'approved', 'withdrawn'] as const;
export type NoticeState = (typeof noticeStates)[number];

const noticeActions = {
  change: ['draft'],
  approve: ['draft'],
  withdraw: ['draft'],
} as const satisfies Record<string, readonly NoticeState[]>;

export function canNotice(state: NoticeState, action: keyof typeof noticeActions): boolean {
  return (noticeActions[action] as readonly NoticeState[]).includes(state);
}

/**
 * `no-address`: nobody knows where it goes. `waiting`: on its way out. `sent`: a mail server took it. `in-folder`: an e-mail that
 * lies in the folder, since no mail server is set. `to-post`: a letter to print. `posted`, `bounced`: as staff have noted.
 */
export const letterStates = ['no-address', 'waiting', 'sent', 'in-folder', 'to-post', 'posted', 'failed', 'bounced'] as const;
export type LetterState = (typeof letterStates)[number];

const letterActions = {
  /** It has gone on by hand. */
  posted: ['in-folder', 'to-post'],
  /** It came back. */
  bounced: ['sent', 'posted'],
  /** It is sent once more, to the address that holds now. */
  again: ['no-address', 'in-folder', 'failed', 'bounced'],
} as const satisfies Record<string, readonly LetterState[]>;
export type LetterAction = keyof typeof letterActions;
export const letterActionNames = Object.keys(letterActions) as LetterAction[];

export function canLetter(state: LetterState, action: LetterAction): boolean {
  return (letterActions[action] as readonly LetterState[]).includes(state);
}

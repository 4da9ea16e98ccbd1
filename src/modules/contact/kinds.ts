/** The module's words as data. */
export const messageChannels = ['email', 'sms', 'letter'] as const;
export type MessageChannel = (typeof messageChannels)[number];

/** `by-hand` and `failed` wait for staff, who tell the person and note it (`told`). */
export const messageStates = ['waiting', 'sent', 'unneeded', 'failed', 'by-hand', 'told'] as const;
export type MessageState = (typeof messageStates)[number];

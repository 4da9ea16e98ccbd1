/** What was asked for that could not be given. Not among the words of kinds.ts, which browsers load without the network module. */
import { deskTasks } from '../network/index.ts';
import { type NotHelpedReason, notHelpedReasons } from './kinds.ts';

/** A task of a desk, or something that is none. */
export const askedTasks = [...deskTasks, 'other'] as const;

const leavesUndone: readonly NotHelpedReason[] = ['not-in-agreement', 'no-system-access'];

/** Whether what was asked for is said: when the agreement or a missing access stood in the way, the pilot must know of what. */
export const saysTask = (reason: NotHelpedReason): boolean => leavesUndone.includes(reason);

export const askedReasons = notHelpedReasons.filter(saysTask);
export const otherReasons = notHelpedReasons.filter((one) => !saysTask(one));

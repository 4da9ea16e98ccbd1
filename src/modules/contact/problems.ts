import { problems } from '../../platform/problem/index.ts';

/** Every refusal of this module. Texts for the person: texts/<subject>.<language>.json under `problem`. */
export const contactProblem = problems({
  'letter-unknown': { status: 404, title: 'No letter to post has this id' },
  'message-unknown': { status: 404, title: 'No message to be told by hand has this id' },
  'video-code-used': { status: 410, title: 'The code has been used, or is no one’s' },
  'video-not-open': { status: 409, title: 'The room is not open now' },
  'video-seat-unknown': { status: 410, title: 'This browser has no seat in the room' },
  'video-not-admitted': { status: 403, title: 'The seat has not been let in, or may not do this' },
});

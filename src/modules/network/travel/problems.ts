import { problems } from '../../../platform/problem/index.ts';

/** What can go wrong with a routing server. Texts for the person: texts/<language>.json under `problem`. */
export const travelProblem = problems({
  'routing-server-unavailable': { status: 503, title: 'The routing server does not answer' },
  'routing-answer-wrong': { status: 503, title: 'The routing server gave an answer that cannot be used' },
});

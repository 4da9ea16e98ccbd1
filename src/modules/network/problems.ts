import { problems } from '../../platform/problem/index.ts';

/** Every refusal of this module. Texts for the person: texts/<language>.json under `problem`. */
export const networkProblem = problems({
  'municipality-unknown': { status: 404, title: 'No municipality has this code' },
  'locality-unknown': { status: 404, title: 'No locality has this code' },
  'place-unknown': { status: 404, title: 'No place has this id' },
  'presence-unknown': { status: 404, title: 'No presence has this id' },
  'closure-unknown': { status: 404, title: 'There is no closure decision with this id' },
  'day-to-come': { status: 422, title: 'What has been decided or done is not dated in the future' },
  'before-register': { status: 422, title: 'The register does not go back to that day' },
  'period-reversed': { status: 422, title: 'The period ends before it begins' },
  'presence-overlaps': { status: 409, title: 'The place already has a presence of this kind in that period' },
  'place-code-taken': { status: 409, title: 'Another place has this code' },
  'presence-not-begun': { status: 422, title: 'The presence begins later than that day' },
  'presence-ended': { status: 409, title: 'The presence has already ended on that date' },
  'presence-changed-meanwhile': { status: 409, title: 'Someone changed this presence after the page was opened' },
  'closure-needs-own-office': { status: 422, title: 'Only an own office is closed by a closure decision' },
  'closure-end-outside-presence': { status: 422, title: 'The end date is outside the period of the presence' },
  'closure-already-decided': { status: 409, title: 'The place already has a closure decision of that day' },
  'replacement-unknown': { status: 422, title: 'What replaces the office is not in the register' },
  'replacement-not-open': { status: 422, title: 'What replaces the office is not open then' },
  'securing-step-refused': { status: 409, title: 'The securing state cannot change that way' },
  'securing-goes-back': { status: 422, title: 'The step is dated before the one it follows' },
});

import { problems } from '../../platform/problem/index.ts';

/** Every refusal of this module. Texts for the person: texts/problems.<language>.json under `problem`. */
export const deskProblem = problems({
  'desk-unknown': { status: 404, title: 'There is no desk at this place, or you do not staff it today' },
  'desk-position': { status: 403, title: 'This is for another position at the desk' },
  'topic-unknown': { status: 422, title: 'No topic that can be chosen today has this code' },
  'service-unknown': { status: 422, title: 'The place has no service with this id' },
  'counter-unknown': { status: 422, title: 'The place has no counter with this id' },
  'device-unknown': { status: 404, title: 'The place has no device with this id, or it has ended' },
  'unit-unknown': { status: 422, title: 'There is no unit with this id' },
  'changed-meanwhile': { status: 409, title: 'Someone changed this after the page was opened' },
  'letter-taken': { status: 409, title: 'Another service of the place has this letter' },
  'counter-name-taken': { status: 409, title: 'Another counter of the place has this name' },
  'device-code-taken': { status: 409, title: 'Another device of the place has had this code' },
  'setting-in-force': { status: 409, title: 'What is in force is not changed: a new value begins on a day to come' },
});

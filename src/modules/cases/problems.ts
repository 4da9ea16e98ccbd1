import { problems } from '../../platform/problem/index.ts';

/** Every refusal of this module. Texts for the person: texts/<file>.<language>.json under `problem`. */
export const casesProblem = problems({
  'case-unknown': { status: 404, title: 'There is no such case that this account may see' },
  'changed-meanwhile': { status: 409, title: 'It was changed in another place after this page was opened' },
  'draft-unknown': { status: 404, title: 'There is no registration being filled in' },
  'already-registered': { status: 409, title: 'The person is registered already' },
  'channel-refused': { status: 422, title: 'The registration does not come in that way from this account' },
  'phone-ground-required': { status: 422, title: 'A registration by phone needs one of its legal grounds' },
  'steps-missing': { status: 422, title: 'Some steps are not finished' },
  'send-in-later': { status: 422, title: 'The registration is saved; it is sent in on the first day of unemployment' },
  'own-case': { status: 403, title: 'No one handles their own case, nor one they hold a mandate for (FvL §16)' },
  'plan-incomplete': { status: 422, title: 'The plan lacks parts that it must have' },
  'plan-not-now': { status: 409, title: 'This cannot be done with a plan in this state' },
  'report-not-now': { status: 409, title: 'This cannot be done with a report in this state' },
  'report-window-closed': { status: 422, title: 'The month has not ended: its report is handed in afterwards' },
  'report-month-wrong': { status: 422, title: 'The person was not registered in that month' },
  'report-empty': { status: 422, title: 'The report says nothing, not even that nothing was done' },
  'arrival-to-come': { status: 422, title: 'What has arrived or been handed in is not dated in the future' },
  'day-settled': { status: 409, title: 'What the agreement says from that day is settled already' },
  'timely-to-decide': { status: 422, title: 'Whether the report is in time is still to be decided' },
  'attendance-by-another': { status: 403, title: 'Who came is recorded by another than the officer who was to hold it' },
  'nothing-to-translate': { status: 404, title: 'There is nothing of this person with this id to translate' },
  'todo-unknown': { status: 404, title: 'There is no such task that is still to be done' },
  'todo-other-way': { status: 409, title: 'This task is finished in another way' },
});

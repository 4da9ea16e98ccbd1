import { command } from '../../platform/auth/index.ts';
import { lockForChange, officerChanged } from './change-officer-supply.ts';
import { meetingsEvents } from './events.ts';
import { updateOfficer } from './store/officers.ts';
import { officerInput, refuseOverlap, requireAccount, requireOrder, requirePlace, uuid, version } from './supply-input.ts';

/** Changes who an officer is: role, competences, languages, home place, sign-in, employment. */
export const changeOfficer = command({
  name: 'meetings.change-officer',
  roles: ['planner', 'administrator'],
  input: officerInput.extend({ officerId: uuid, version }),
  async run({ tx, now, actor }, { officerId, version, ...facts }) {
    requireOrder(facts.employedFrom, facts.employedTo, 'employedTo');
    const before = await lockForChange(tx, officerId, version);
    if (facts.homePlaceId !== before.homePlaceId) await requirePlace(tx, facts.homePlaceId);
    if (facts.accountId !== before.accountId) await requireAccount(tx, facts.accountId);
    await refuseOverlap(() => updateOfficer(tx, officerId, facts));
    const result = await officerChanged({ tx, now, actor }, before, { from: null, to: null });
    const { name: _name, ...codes } = facts;
    const events = [meetingsEvents.supplyFreed({ what: 'officer', resourceId: officerId })];
    return { result, subject: `officer:${officerId}`, details: codes, events };
  },
});

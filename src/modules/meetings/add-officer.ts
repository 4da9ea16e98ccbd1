import { command } from '../../platform/auth/index.ts';
import { writeChange } from './store/change.ts';
import { insertOfficer } from './store/officers.ts';
import { officerInput, refuseOverlap, requireAccount, requireOrder, requirePlace } from './supply-input.ts';

/** Adds an officer, who offers nothing until a working pattern is set. */
export const addOfficer = command({
  name: 'meetings.add-officer',
  roles: ['planner', 'administrator'],
  input: officerInput,
  async run({ tx, now, newId }, facts) {
    requireOrder(facts.employedFrom, facts.employedTo, 'employedTo');
    await requirePlace(tx, facts.homePlaceId);
    await requireAccount(tx, facts.accountId);
    const id = newId();
    await refuseOverlap(() => insertOfficer(tx, id, facts));
    await writeChange(tx, { kind: 'supply', resources: [id], days: { first: facts.employedFrom, last: facts.employedTo } }, now);
    const { name: _name, ...codes } = facts;
    return { result: { resources: [id], officerId: id }, subject: `officer:${id}`, details: codes };
  },
});

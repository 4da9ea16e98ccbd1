import { command } from '../../platform/auth/index.ts';
import { findMunicipality, networkProblem } from '../network/index.ts';
import { meetingsEvents } from './events.ts';
import { writeChange } from './store/change.ts';
import { insertInterpreter } from './store/interpreters.ts';
import { interpreterInput, requireOrder } from './supply-input.ts';

/** Adds an interpreter: languages besides Swedish, channels and weekly hours; on site also from where and how far. */
export const addInterpreter = command({
  name: 'meetings.add-interpreter',
  roles: ['planner', 'administrator'],
  input: interpreterInput,
  async run({ tx, now, newId }, facts) {
    requireOrder(facts.validFrom, facts.validTo, 'validTo');
    const { municipalityCode: code } = facts;
    if (code !== null && (await findMunicipality(tx, code)) === null)
      throw networkProblem('municipality-unknown', { params: { code } });
    const id = newId();
    await insertInterpreter(tx, id, facts);
    await writeChange(tx, { kind: 'supply', resources: [id], days: { first: facts.validFrom, last: facts.validTo } }, now);
    const { name: _name, ...codes } = facts;
    const events = [
      meetingsEvents.supplyFreed({ what: 'interpreter', resourceId: id, first: facts.validFrom, last: facts.validTo }),
    ];
    return { result: { resources: [id], interpreterId: id }, subject: `interpreter:${id}`, details: codes, events };
  },
});

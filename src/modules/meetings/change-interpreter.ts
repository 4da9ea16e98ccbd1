import { z } from 'zod';
import { command } from '../../platform/auth/index.ts';
import { localTime } from '../../platform/clock/index.ts';
import { findMunicipality, networkProblem } from '../network/index.ts';
import { refuse, toCome } from './change-officer-supply.ts';
import { minutesOf, spansOf, weekdayHours } from './hours.ts';
import { meetingsEvents } from './events.ts';
import { meetingsProblem } from './problems.ts';
import { writeChange } from './store/change.ts';
import { countUpInterpreter, type InterpreterFacts, lockInterpreter, updateInterpreter } from './store/interpreters.ts';
import { type Booked, bookedWithin } from './store/taken.ts';
import { interpreterInput, requireOrder, uuid, version } from './supply-input.ts';

/** Changes an interpreter; meetings outside the new hours, days, languages or channels are to be moved first. */
export const changeInterpreter = command({
  name: 'meetings.change-interpreter',
  roles: ['planner', 'administrator'],
  input: z.intersection(interpreterInput, z.object({ interpreterId: uuid, version })),
  async run({ tx, now, actor }, { interpreterId, version, ...facts }) {
    requireOrder(facts.validFrom, facts.validTo, 'validTo');
    const before = await lockInterpreter(tx, interpreterId);
    if (before === null) throw meetingsProblem('interpreter-unknown');
    if (before.version !== version) throw meetingsProblem('supply-changed-meanwhile');
    const { municipalityCode: code } = facts;
    if (code !== null && (await findMunicipality(tx, code)) === null)
      throw networkProblem('municipality-unknown', { params: { code } });
    await updateInterpreter(tx, interpreterId, facts);
    const booked = await bookedWithin(tx, interpreterId, toCome({ from: null, to: null }, now), now);
    await refuse(
      { tx, actor },
      booked.filter((one) => !isOffered(facts, one)),
    );
    await countUpInterpreter(tx, interpreterId);
    await writeChange(tx, { kind: 'supply', resources: [interpreterId], days: { first: null, last: null } }, now);
    const { name: _name, ...codes } = facts;
    const events = [
      meetingsEvents.supplyFreed({ what: 'interpreter', resourceId: interpreterId, first: facts.validFrom, last: facts.validTo }),
    ];
    return {
      result: { resources: [interpreterId], interpreterId },
      subject: `interpreter:${interpreterId}`,
      details: codes,
      events,
    };
  },
});

function isOffered(
  { validFrom, validTo, weekly, languages, channels }: InterpreterFacts,
  { start, end, language, channel }: Booked,
): boolean {
  if (language !== null && !languages.includes(language)) return false;
  if (channel !== null && !channels.includes(channel)) return false;
  const { date, time } = localTime(start);
  if ((validFrom !== null && date < validFrom) || (validTo !== null && date > validTo)) return false;
  const [from, to] = [minutesOf(time), minutesOf(localTime(end).time)];
  return spansOf(weekdayHours(weekly, date)).some((one) => one.from <= from && to <= one.to);
}

import { z } from 'zod';
import { command } from '../../platform/auth/index.ts';
import { parseUuid } from '../../platform/ids/index.ts';
import { listPlaces } from '../network/index.ts';
import { readForecast } from './forecast-file.ts';
import { meetingsProblem } from './problems.ts';
import { replaceForecast } from './store/forecast.ts';
import { typesOn } from './store/types.ts';

/** So many faults are told of at once. */
const toldFaults = 50;

/**
 * Takes in a forecast of need, as a whole or not at all; for the types, places and times in it what was forecast before goes. Throws
 * forecast-unreadable with what is wrong, line by line.
 */
export const importForecast = command({
  name: 'meetings.import-forecast',
  roles: ['planner', 'administrator'],
  input: z.object({ text: z.string().min(1).max(100_000_000) }),
  async run({ tx, today, now }, { text }) {
    const types = new Set((await typesOn(tx, today)).map(({ code }) => code));
    const places = new Map((await listPlaces(tx)).map(({ code, id }) => [code, parseUuid(id)!]));
    const read = readForecast(text, { types, places });
    if ('faults' in read) {
      const fields = read.faults
        .slice(0, toldFaults)
        .map(({ line, column, wrong }) => ({ field: `${line} ${column ?? ''}`, expected: wrong }));
      throw meetingsProblem('forecast-unreadable', { params: { faults: read.faults.length }, fields });
    }
    const replaced = await replaceForecast(tx, read.rows, now);
    const counts = { rows: read.rows.length, replaced };
    return { result: counts, subject: 'forecast', details: counts };
  },
});

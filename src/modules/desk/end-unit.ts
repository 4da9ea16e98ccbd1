import { z } from 'zod';
import { command } from '../../platform/auth/index.ts';
import { deskProblem } from './problems.ts';
import { uuid, version } from './setup-input.ts';
import { endUnitOn } from './store/units.ts';

/** Nothing new is forwarded to the unit; what was keeps its way. */
export const endUnit = command({
  name: 'desk.end-unit',
  roles: ['administrator'],
  input: z.object({ id: uuid, version }),
  async run({ tx, today }, { id, version: of }) {
    if (!(await endUnitOn(tx, id, of, today))) throw deskProblem('changed-meanwhile');
    return { result: { unitId: id }, subject: `unit:${id}` };
  },
});

import { z } from 'zod';
import { command } from '../../platform/auth/index.ts';
import { day } from '../../platform/clock/index.ts';
import { settingKeys } from './kinds.ts';
import { deskProblem } from './problems.ts';
import { line } from './setup-input.ts';
import { insertSetting } from './store/settings.ts';

/** Sets a value that no law gives, from today or a day to come, with where it was decided. What is in force is not changed. */
export const putSetting = command({
  name: 'desk.put-setting',
  roles: ['administrator'],
  input: z.object({
    key: z.enum(settingKeys),
    from: day,
    /** Days. */
    value: z.number('a number of days').int().min(1).max(366),
    source: line(300),
  }),
  async run({ tx, actor, now, today }, input) {
    const isSet = input.from >= today && (await insertSetting(tx, { ...input, at: now, by: actor.id, today }));
    if (!isSet)
      throw deskProblem('setting-in-force', { fields: [{ field: 'from', expected: `${today} or later, not set yet` }] });
    return { result: { key: input.key }, subject: `setting:${input.key}`, details: input };
  },
});

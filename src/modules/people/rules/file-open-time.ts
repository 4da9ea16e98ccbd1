import { rule } from '../../../platform/rule/index.ts';

export const fileOpenTime = rule({
  id: 'file-open-time',
  says: 'A file that was opened stays open for that officer for a while; after it a reason is asked for again.',
  source: 'setting: no source gives a time; as long as a session may rest',
  values: { '2019-01-01': { minutes: 60 } },
});

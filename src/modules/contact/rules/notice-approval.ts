import { rule } from '../../../platform/rule/index.ts';

export const noticeApproval = rule({
  id: 'notice-approval',
  says: 'A notice is approved by someone who has not written on it, and by what the register says when it is approved.',
  source: 'setting: four eyes before something goes out to many; no source gives the authority’s own order',
  values: { '2019-01-01': { fourEyes: true } },
});

/** Whether this person may approve what these have written. */
export const mayApprove = ({ fourEyes }: { fourEyes: boolean }, writers: readonly string[], person: string): boolean =>
  !fourEyes || !writers.includes(person);

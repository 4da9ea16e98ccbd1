/** A service of example values for tests: they are nobody's figures. */
import { plainDate } from '../../../platform/clock/index.ts';
import { type Assumptions, assumptions } from './assumptions.ts';

export const exampleService: Assumptions = assumptions.parse({
  from: '2020-02-01',
  registrations: [2000, 2000, 2000, 2000, 2000, 2000],
  teams: [
    { name: 'A', share: 0.6, within30: 0.9 },
    { name: 'B', share: 0.4, within30: 0.5 },
  ],
  staff: [{ from: plainDate('2019-01-01'), local: 60, remote: 110 }],
  registered: 24_000,
  leaving: 0.08,
  noConversation: 0.1,
  onSiteGround: 0.2,
  onSiteChoice: 0.5,
  renewMonths: 6,
  missed: 0.1,
  minutes: { firstRemote: 30, firstOnSite: 60, followRemote: 60, followOnSite: 30, around: 30 },
  dayMinutes: 240,
  absence: 0.2,
  windows: { first: [3, 15], firstLonger: [3, 25], follow: [3, 90] },
  policies: ['as-stated'],
  runs: 3,
  seed: 1,
});

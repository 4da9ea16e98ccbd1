/** What a simulation of staffing rests on. Nothing has a value by itself: what no source says is given by whoever asks. */
import { z } from 'zod';
import { day } from '../../../platform/clock/index.ts';

const share = z.number().min(0).max(1);
const below = z.number().min(0).max(0.95);
const officers = z.number().min(0).max(100_000);
const minutes = z.number().min(1).max(480);
const window = z
  .tuple([z.number().int().min(0).max(60), z.number().int().min(0).max(260)])
  .refine(([first, last]) => first <= last, {
    message: 'the first day comes before the last',
  });

export const policies = [
  'as-stated',
  'staff-kept',
  'remote-always',
  'remote-never',
  'longer-window',
  'firsts-first',
  'remote-local',
] as const;
/**
 * as-stated: staff as given, the channel by rule remote-first on each day, one remote team for the country, whoever was to be met first goes first.
 * Each of the others differs from it in one thing: staff stays as at the beginning; remote first all along; never; first planning meetings are booked
 * further ahead; first planning meetings go before others; the remote team is shared out on the places.
 */
export type Policy = (typeof policies)[number];

export const assumptions = z
  .strictObject({
    /** The first month, and the new registrations of each month from it. */
    from: day.refine((date) => date.endsWith('-01'), { message: 'the first day of a month' }),
    registrations: z.array(z.number().min(0).max(500_000)).min(1).max(36),
    /** Places or counties with the share of registrations; `within30`: share of people there with at most 30 minutes to an office. */
    teams: z
      .array(z.strictObject({ name: z.string().min(1).max(80), share, within30: share.nullable() }))
      .min(1)
      .max(60),
    /** Officers employed from a day, at places and in the remote team. */
    staff: z
      .array(z.strictObject({ from: day, local: officers, remote: officers }))
      .min(1)
      .max(24),
    /** Registered on the first day, and the share of the registered who leave in a month. */
    registered: z.number().min(0).max(2_000_000),
    leaving: z.number().min(0.005).max(0.9),
    /** Share of the newly registered who are to have no planning conversation: a job or studies within three months. */
    noConversation: below,
    /** Share with a ground to meet on site; share of all others who choose that where they may. */
    onSiteGround: share,
    onSiteChoice: share,
    /** Months between planning meetings. */
    renewMonths: z.number().min(0.25).max(12),
    /** Share of meetings that nobody comes to. */
    missed: z.number().min(0).max(0.5),
    minutes: z.strictObject({
      firstRemote: minutes,
      firstOnSite: minutes,
      followRemote: minutes,
      followOnSite: minutes,
      /** Before and after each meeting. */
      around: z.number().min(0).max(240),
    }),
    /** Minutes of an officer’s day for meetings and what is around them. */
    dayMinutes: z.number().min(30).max(480),
    /** Share of those employed who are away. */
    absence: below,
    /** First and last working day that can be booked, counted from today. `firstLonger` is that of the policy longer-window. */
    windows: z.strictObject({ first: window, firstLonger: window, follow: window }),
    policies: z.array(z.enum(policies)).min(1).max(policies.length),
    runs: z.number().int().min(2).max(100),
    seed: z.number().int().min(0).max(4_000_000_000),
  })
  .superRefine((all, context) => {
    const refuse = (path: string, message: string): void => context.addIssue({ code: 'custom', path: [path], message });
    const sum = all.teams.reduce((total, team) => total + team.share, 0);
    if (Math.abs(sum - 1) > 1e-6) refuse('teams', `the shares sum to ${sum}, not to 1`);
    if (all.staff[0]!.from > all.from) refuse('staff', 'nobody is employed on the first day');
    if (all.staff.some((one, at) => at > 0 && one.from <= all.staff[at - 1]!.from)) refuse('staff', 'the days come in order');
    const longest = Math.max(
      all.minutes.firstRemote,
      all.minutes.firstOnSite,
      all.minutes.followRemote,
      all.minutes.followOnSite,
    );
    if (longest + all.minutes.around > all.dayMinutes) refuse('dayMinutes', 'the longest meeting does not fit in a day');
    for (const { local, remote } of all.staff) {
      const there = (count: number): number => Math.round(count * (1 - all.absence));
      if (there(local) < all.teams.length)
        refuse('staff', `${local} officers at places, less absence, are fewer than the places`);
      if (there(remote) < 1) refuse('staff', 'nobody is in the remote team');
    }
    if (!all.policies.includes('as-stated')) refuse('policies', 'the others are compared with as-stated');
  });
export type Assumptions = z.output<typeof assumptions>;

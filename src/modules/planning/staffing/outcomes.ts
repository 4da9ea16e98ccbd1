/** What one run of one policy came to, week by week and on the whole. */

export const measures = ['p50', 'p90', 'within', 'backlog', 'utilisation', 'utilisationRemote', 'workload', 'reach'] as const;
/**
 * p50, p90: days from registration to the first planning meeting, of those registered in the week; null while so many have not been met.
 * within: the share of them met by the day of rule plan-deadlines. backlog: who waits for a first planning meeting when the week ends.
 * utilisation: minutes of meetings and what is around them, of the minutes for it, of all officers and of the remote team (null where it
 * is shared out). workload: registered per officer employed.
 * reach: of those who met on site in the week, the share with at most 30 minutes to an office; null without anybody or without knowledge.
 */
export type Measure = (typeof measures)[number];

export type Week = Record<Measure, number | null>;

export const totals = [
  'within',
  'waitMean',
  'p50',
  'p90',
  'backlogMean',
  'backlogEnd',
  'utilisation',
  'utilisationRemote',
  'workloadEnd',
  'onSite',
  'reach',
] as const;
/**
 * Of the whole time. within, p50, p90 and waitMean (null while someone has not been met): of those registered so early that their 30 days have
 * gone. backlogMean: over all days, not ends of weeks. onSite: share of meetings held on site.
 */
export type Total = (typeof totals)[number];

export interface RunResult {
  weeks: Week[];
  totals: Record<Total, number | null>;
}

/** Sums that a run keeps. One place for each week. */
export interface Sums {
  weeks: number;
  most: number;
  /** Persons of each week by days waited: row by week, `most` columns. */
  waits: Uint32Array;
  registered: Float64Array;
  inTime: Float64Array;
  backlog: Float64Array;
  /** Sum over the days of who waits when the day ends. */
  backlogDays: Float64Array;
  busy: Float64Array;
  available: Float64Array;
  busyRemote: Float64Array;
  availableRemote: Float64Array;
  workload: Float64Array;
  onSite: Float64Array;
  remote: Float64Array;
  near: Float64Array;
}

export function sumsOf(weeks: number, most: number): Sums {
  const zeros = (): Float64Array => new Float64Array(weeks);
  return {
    weeks,
    most,
    waits: new Uint32Array(weeks * most),
    registered: zeros(),
    inTime: zeros(),
    backlog: zeros(),
    backlogDays: zeros(),
    busy: zeros(),
    available: zeros(),
    busyRemote: zeros(),
    availableRemote: zeros(),
    workload: zeros(),
    onSite: zeros(),
    remote: zeros(),
    near: zeros(),
  };
}

/** The least days within which a share of all was met; null when fewer have been met at all. */
function quantile(waits: Uint32Array, all: number, share: number): number | null {
  let met = 0;
  for (let days = 0; days < waits.length; days += 1) {
    met += waits[days]!;
    if (all > 0 && met >= share * all) return days;
  }
  return null;
}

function meanWait(waits: Uint32Array, all: number): number | null {
  const met = waits.reduce((sofar, count) => sofar + count, 0);
  return met < all || all === 0 ? null : waits.reduce((sofar, count, days) => sofar + count * days, 0) / all;
}

const sum = (values: Float64Array, upTo = values.length): number =>
  values.subarray(0, upTo).reduce((all, value) => all + value, 0);
const part = (some: number, all: number): number | null => (all === 0 ? null : some / all);

/** `days`: how many are reported. `judged`: the weeks whose 30 days have gone at the end. `knowsReach`: whether the share near an office is known for every place. */
export function resultOf(sums: Sums, days: number, judged: number, knowsReach: boolean): RunResult {
  const { most, waits, registered, inTime, onSite, near } = sums;
  const weeks = Array.from({ length: sums.weeks }, (_, week): Week => {
    const own = waits.subarray(week * most, (week + 1) * most);
    return {
      p50: quantile(own, registered[week]!, 0.5),
      p90: quantile(own, registered[week]!, 0.9),
      within: week < judged ? part(inTime[week]!, registered[week]!) : null,
      backlog: sums.backlog[week]!,
      utilisation: part(sums.busy[week]!, sums.available[week]!),
      utilisationRemote: part(sums.busyRemote[week]!, sums.availableRemote[week]!),
      workload: sums.workload[week]!,
      reach: knowsReach ? part(near[week]!, onSite[week]!) : null,
    };
  });
  const whole = new Uint32Array(most);
  for (let at = 0; at < judged * most; at += 1) whole[at % most]! += waits[at]!;
  const all = sum(registered, judged);
  return {
    weeks,
    totals: {
      within: part(sum(inTime, judged), all),
      waitMean: meanWait(whole, all),
      p50: quantile(whole, all, 0.5),
      p90: quantile(whole, all, 0.9),
      backlogMean: sum(sums.backlogDays) / days,
      backlogEnd: sums.backlog.at(-1)!,
      utilisation: part(sum(sums.busy), sum(sums.available)),
      utilisationRemote: part(sum(sums.busyRemote), sum(sums.availableRemote)),
      workloadEnd: sums.workload.at(-1)!,
      onSite: part(sum(onSite), sum(onSite) + sum(sums.remote)),
      reach: knowsReach ? part(sum(near), sum(onSite)) : null,
    },
  };
}

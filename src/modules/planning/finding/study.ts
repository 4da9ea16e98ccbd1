/** What the finding of 2020 says, as figures: each optimum with its bound, what the closures cost by group, and what cooperation wins back. */
import { measure, type Measures } from '../reach/measures.ts';
import { type Grouping, groupings, groupName } from '../reach/points.ts';
import { type Best, bestOf, fewestFor, meanOf, nearestOf, problemOf } from './best.ts';
import type { Facts, Sites } from './facts.ts';
import { drawNetworks } from './lot.ts';

/** A number of municipalities: the least that is possible, and what a network of 2019 or 2020 with as many has. */
export interface Compared {
  best: Best;
  actual: { says: string; mean: number } | null;
}

export interface GroupRow {
  name: string;
  weight: number;
  ownBefore: number;
  ownAfter: number;
  meetingAfter: number;
  /** With the best choice of as many municipalities as had an own office after. */
  best: number;
}

export interface Study {
  counts: { ownBefore: number; ownAfter: number; staffedAfter: number; meetingAfter: number };
  compared: readonly Compared[];
  /** As many as after, chosen among those that had an office before. */
  ofBefore: Best;
  /** As many as after, with those that sources name as kept, and without those they name as lost. */
  bySources: Best;
  /** Networks of as many that agree with the sources and are drawn by lot for the rest. */
  drawn: { draws: number; least: number; middle: number; most: number };
  /** The fewest municipalities that would give the mean of after. */
  fewest: Best;
  /** How many of the best choice’s municipalities had an own office after. */
  inCommon: number;
  /** Own offices after, and the best choice of further places for meetings, as many as there were. */
  bestMeeting: Best;
  means: { ownBefore: number; ownAfter: number; meetingAfter: number };
  longer: { weight: number; share: number; minutes: number };
  measures: readonly { says: string; measures: Measures }[];
  groups: readonly { grouping: Grouping; rows: readonly GroupRow[] }[];
  /** All the weights together. */
  weight: number;
}

/** The numbers of municipalities that are asked about besides those of the networks themselves. */
const asked = [50, 88, 112, 150] as const;
const draws = 1000;

export function studyOf(facts: Facts): Study {
  const { seats, ownBefore, ownAfter, staffedAfter, meetingAfter, named } = facts;
  const problem = problemOf(seats);
  const mean = (sites: Sites): number => meanOf(seats, sites);
  const count = ownAfter.length;
  const best = bestOf(problem, count);
  const without = (sites: Sites): Sites => [...seats.weights.keys()].filter((site) => !sites.includes(site));
  const networks = [
    { sites: staffedAfter, says: `permanent staff 2020 (${facts.offices.staffedAfter} offices)` },
    { sites: ownAfter, says: `own office 2020 (${facts.offices.after} offices)` },
    { sites: meetingAfter, says: 'own office or cooperation place 2020' },
    { sites: ownBefore, says: `own office 2019 (${facts.offices.before} offices)` },
  ];
  const numbers = [...new Set([...asked, ...networks.map(({ sites }) => sites.length)])].toSorted((a, b) => a - b);
  return {
    counts: {
      ownBefore: ownBefore.length,
      ownAfter: count,
      staffedAfter: staffedAfter.length,
      meetingAfter: meetingAfter.length,
    },
    compared: numbers.map((number): Compared => {
      const network = networks.find(({ sites }) => sites.length === number);
      return {
        best: bestOf(problem, number),
        actual: network === undefined ? null : { says: network.says, mean: mean(network.sites) },
      };
    }),
    ofBefore: bestOf(problem, count, { closed: without(ownBefore) }),
    bySources: bestOf(problem, count, { open: named.kept, closed: named.lost }),
    drawn: drawNetworks(seats, count, named, draws),
    fewest: fewestFor(problem, mean(ownAfter), count),
    inCommon: best.sites.filter((site) => ownAfter.includes(site)).length,
    bestMeeting: bestOf(problem, meetingAfter.length, { open: ownAfter }),
    means: { ownBefore: mean(ownBefore), ownAfter: mean(ownAfter), meetingAfter: mean(meetingAfter) },
    longer: longerWay(facts),
    measures: [
      { says: `own office 2019 (${ownBefore.length})`, sites: ownBefore },
      { says: `own office 2020 (${count})`, sites: ownAfter },
      { says: `own office or cooperation place 2020 (${meetingAfter.length})`, sites: meetingAfter },
      { says: `the best ${count}`, sites: best.sites },
    ].map(({ says, sites }) => ({ says, measures: measuresOf(facts, sites) })),
    groups: groupings.map((grouping) => ({ grouping, rows: groupRows(facts, best.sites, grouping) })),
    weight: problem.weight,
  };
}

/** Who has a longer way to an own office after, and by how much. */
function longerWay({ seats, ownBefore, ownAfter }: Facts): Study['longer'] {
  const [then, now] = [nearestOf(seats, ownBefore), nearestOf(seats, ownAfter)];
  let [weight, all, minutes] = [0, 0, 0];
  seats.weights.forEach((one, point) => {
    all += one;
    if (now[point]! <= then[point]!) return;
    weight += one;
    minutes += one * (now[point]! - then[point]!);
  });
  return { weight, share: weight / all, minutes: minutes / weight };
}

/** Too far is here more than 30 minutes: nobody has more than 60 in most of these networks. */
function measuresOf({ seats, municipalities }: Facts, sites: Sites): Measures {
  const nearest = nearestOf(seats, sites);
  const list = seats.weights.map((weight, point) => ({
    minutes: nearest[point]!,
    weight,
    deprivation: municipalities[point]!.deprivation,
  }));
  return measure(list, { within: [15, 30, 60], beyond: 30 })!;
}

function groupRows(
  { seats, municipalities, ownBefore, ownAfter, meetingAfter }: Facts,
  best: Sites,
  grouping: Grouping,
): GroupRow[] {
  const known = new Map(municipalities.map((one) => [one.code, one]));
  const minutes = [ownBefore, ownAfter, meetingAfter, best].map((sites) => nearestOf(seats, sites));
  const parts = Map.groupBy(municipalities.keys(), (point) => municipalities[point]!.groups[grouping]);
  const sorted = [...parts].toSorted(([a], [b]) => a.localeCompare(b, 'en', { numeric: true }));
  return sorted.map(([code, points]) => {
    const weight = points.reduce((sum, point) => sum + seats.weights[point]!, 0);
    const [then, now, meeting, least] = minutes.map(
      (of) => points.reduce((sum, point) => sum + seats.weights[point]! * of[point]!, 0) / weight,
    );
    return {
      name: groupName(grouping, code, known),
      weight,
      ownBefore: then!,
      ownAfter: now!,
      meetingAfter: meeting!,
      best: least!,
    };
  });
}

/** The way from the current network to the final one, stage by stage; nothing closes before it is replaced. */
import { type Network, networkOf, type StageAnswer, valueOf } from './answer.ts';
import type { Stage } from './model.ts';
import { aimOf } from './objectives.ts';
import type { Linear, PlanOption, PlanProblem } from './plan-problem.ts';
import { searcherFor } from './plan-search.ts';
import type { InUnits } from './units.ts';

interface Way {
  /** Has only the places of the current and of the final network, one option a site, without limits. */
  problem: PlanProblem;
  current: ReadonlySet<number>;
  final: ReadonlySet<number>;
  /** What the final network is in the end, with the kinds that it has then. */
  end: { value: number; options: readonly PlanOption[] };
  /** By what values of the first objective are multiplied here. */
  factor: number;
  /** For each current place that the final network lacks: the final places of the points that had it as nearest. */
  replacements: ReadonlyMap<number, ReadonlySet<number>>;
}

/**
 * The final network is given. At each stage before the last, the best network by the first objective among those that keep what was
 * opened, open only what is final, and close only what is replaced. Proved for each stage given the one before it, not for all together.
 */
export function stagesOf(units: InUnits, final: Network, stop: () => boolean): StageAnswer[] {
  const { stages } = units.problem.model;
  if (stages.length === 0) return [];
  const way = wayOf(units, final);
  const answers: StageAnswer[] = [];
  let now = way.current;
  for (const [at, stage] of stages.entries()) {
    const left = stages.length - at - 1;
    const last = left === 1 ? stages.at(-1)! : null;
    const found = left === 0 ? lastStage(way, stage, now) : nextStage(way, stage, now, last, stop);
    answers.push(answerOf(way, stage, now, found));
    if (found.sites === null) break;
    now = found.sites;
  }
  return answers;
}

function wayOf({ problem, factorOf }: InUnits, final: Network): Way {
  const { model, options } = problem;
  const ends = final.options.map((at) => options[at]!);
  const bySite = new Map<number, PlanOption>(ends.map((one) => [one.site, one]));
  const finals = new Set(bySite.keys());
  const currents = new Set<number>();
  for (const { site, kind } of model.current) {
    const isThere = (one: PlanOption): boolean => model.sites[one.site]!.id === site && model.kinds[one.kind]!.id === kind;
    // A place keeps its kind until the last stage; with as many days and officers as it has then, if it is of that kind then.
    const place = ends.find(isThere) ?? options.find(isThere)!;
    currents.add(place.site);
    bySite.set(place.site, place);
  }
  const own = [...bySite.values()].map((one) => ({ ...one, capacity: Infinity })).toSorted((a, b) => a.site - b.site);
  const way = { ...problem, options: own, constraints: [] };
  const [objective] = model.objectives;
  return {
    problem: way,
    current: currents,
    final: finals,
    end: { value: valueOf(problem, objective!, final), options: ends },
    factor: factorOf(objective!),
    replacements: replacementsOf(way, problem, currents, finals, final),
  };
}

function replacementsOf(
  way: PlanProblem,
  whole: PlanProblem,
  currents: ReadonlySet<number>,
  finals: ReadonlySet<number>,
  final: Network,
): Map<number, Set<number>> {
  const replacements = new Map([...currents].filter((site) => !finals.has(site)).map((site) => [site, new Set<number>()]));
  const before = networkOf(way, optionsAt(way, currents), null);
  for (const [point, shares] of before.served.entries()) {
    const had = replacements.get(way.options[shares[0]!.option]!.site);
    for (const { option } of final.served[point]!) had?.add(whole.options[option]!.site);
  }
  return replacements;
}

const optionsAt = ({ options }: PlanProblem, sites: ReadonlySet<number>): number[] =>
  [...options.keys()].filter((at) => sites.has(options[at]!.site));

interface StageFound {
  /** Null when the stage cannot be: `words` say why. */
  sites: ReadonlySet<number> | null;
  value: number;
  bound: number;
  proved: boolean;
  words: string;
}

const impossible = (words: string): StageFound => ({ sites: null, value: NaN, bound: NaN, proved: false, words });

const names = ({ problem }: Way, sites: Iterable<number>): string =>
  [...sites].map((site) => problem.model.sites[site]!.id).join(', ');

/** Everything that is not final closes. */
function lastStage(way: Way, stage: Stage, now: ReadonlySet<number>): StageFound {
  const open = stage.replacedBy === 'same-stage' ? way.final : now;
  const early = [...now].filter((site) => [...(way.replacements.get(site) ?? [])].some((one) => !open.has(one)));
  if (early.length > 0) return impossible(`cannot be: not replaced at an earlier stage: ${names(way, early)}`);
  const { atLeast = 0, atMost = Infinity } = stage.places ?? {};
  const count = way.final.size;
  if (count < atLeast || count > atMost) return impossible(`cannot be: the final network has ${count} places`);
  const { value } = way.end;
  return { sites: way.final, value, bound: value, proved: true, words: 'the final network' };
}

/** `last`: the last stage, where it is the next one. */
function nextStage(way: Way, stage: Stage, now: ReadonlySet<number>, last: Stage | null, stop: () => boolean): StageFound {
  const { problem, final, replacements } = way;
  const isReplaced = (site: number): boolean =>
    replacements.has(site) && (stage.replacedBy === 'same-stage' || [...replacements.get(site)!].every((one) => now.has(one)));
  const stays = [...now].filter((site) => !isReplaced(site));
  // What closes at the last stage must be replaced by now, unless it may be by that stage itself.
  const opens = last?.replacedBy === 'earlier-stage' ? [...replacements.values()].flatMap((those) => [...those]) : [];
  const must = new Set([...stays, ...opens]);
  const may = new Set([...now, ...final]);
  const most = Math.min(stage.places?.atMost ?? may.size, may.size);
  if (must.size > most)
    return impossible(`cannot be: at most ${most} places, but ${must.size} must be open: ${names(way, must)}`);
  const least = Math.max(1, stage.places?.atLeast ?? 1);
  if (least > most) return impossible(`cannot be: at least ${least} places, but at most ${most} can be open: ${names(way, may)}`);
  const ranged: PlanProblem = { ...problem, constraints: constraintsOf(problem, must, may, most, least) };
  const together = stage.replacedBy === 'same-stage' ? openTogether(way, now) : [];
  const aim = aimOf(ranged, problem.model.objectives[0]!);
  const left = { barred: new Uint8Array(ranged.points * ranged.options.length), sums: [], limits: [] };
  const found = aim.best(searcherFor(ranged, together), left, optionsAt(ranged, now), { stop, progress: () => undefined });
  if (found.outcome !== 'plan')
    return impossible(found.outcome === 'no-plan' ? 'cannot be: proved' : 'stopped before any network was found');
  const sites = new Set(found.options.map((at) => ranged.options[at]!.site));
  const words = found.proved
    ? 'proved best for this stage, given the one before'
    : `stopped: no network has a better value than ${found.bound / way.factor}`;
  return { sites, value: found.value, bound: found.bound, proved: found.proved, words };
}

function constraintsOf(
  { options }: PlanProblem,
  must: ReadonlySet<number>,
  may: ReadonlySet<number>,
  atMost: number,
  atLeast: number,
): Linear[] {
  const whole = { type: 'linear' as const, says: '', atLeast: -Infinity, atMost: Infinity };
  const at = (site: number): Pick<Linear, 'options' | 'factors'> => ({
    options: [options.findIndex((one) => one.site === site)],
    factors: [1],
  });
  const all = { options: [...options.keys()], factors: options.map(() => 1) };
  const gone = [...new Set(options.map(({ site }) => site))].filter((site) => !may.has(site));
  return [
    ...[...must].map((site) => ({ ...whole, ...at(site), id: `keep.${site}`, atLeast: 1 })),
    ...gone.map((site) => ({ ...whole, ...at(site), id: `close.${site}`, atMost: 0 })),
    { ...whole, ...all, id: 'limits.places.atMost', atMost },
    { ...whole, ...all, id: 'limits.places.atLeast', atLeast },
  ];
}

/** A place that closes has its replacements open by then: each pair has at least one of the two. */
function openTogether({ problem, replacements }: Way, now: ReadonlySet<number>): Linear[] {
  return [...replacements].flatMap(([site, by]) =>
    !now.has(site)
      ? []
      : [...by].map((one): Linear => ({
          type: 'linear',
          id: `replaced.${site}.${one}`,
          says: '',
          options: optionsAt(problem, new Set([site, one])),
          factors: [1, 1],
          atLeast: 1,
          atMost: Infinity,
        })),
  );
}

function answerOf(
  way: Way,
  { id, on }: Stage,
  before: ReadonlySet<number>,
  { sites, value, bound, proved, words }: StageFound,
): StageAnswer {
  const { model } = way.problem;
  const options = sites === way.final ? way.end.options : way.problem.options;
  const name = (site: number): string => model.sites[site]!.id;
  const after = sites ?? new Set<number>();
  return {
    id,
    on: on ?? null,
    isPossible: sites !== null,
    places: options
      .filter(({ site }) => after.has(site))
      .toSorted((a, b) => a.site - b.site)
      .map(({ site, kind }) => ({ site: name(site), kind: model.kinds[kind]!.id })),
    opened: sites === null ? [] : [...after].filter((site) => !before.has(site)).map(name),
    closed: sites === null ? [] : [...before].filter((site) => !after.has(site)).map(name),
    value: value / way.factor,
    bound: bound / way.factor,
    proved,
    words,
  };
}

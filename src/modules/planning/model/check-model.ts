/** Whether a model can be answered. Everything that is wrong is named; nothing is guessed, filled in or left out. */
import { conflictOf, type Feasible } from './conflict.ts';
import { type Fault, Faults, shapeFaults } from './faults.ts';
import { type PlanModel, planModel } from './model.ts';
import { mayHave, type PlanProblem, problemOf, weightsOf } from './plan-problem.ts';
import { minutesOf } from './travel.ts';

export type Checked = { problem: PlanProblem } | { faults: Fault[]; conflict?: string[] };

/**
 * Reads a model. `readBeside` gives the text of a file that stands beside it. `feasible` decides whether constraints can be met together;
 * where they cannot, `conflict` holds the ids of an irreducible set of them: without any one of these the others can be met.
 */
export function checkModel(raw: unknown, readBeside: (path: string) => string, feasible: Feasible): Checked {
  const read = planModel.safeParse(raw);
  if (!read.success) return { faults: shapeFaults(read.error.issues, raw) };
  const model = read.data;
  const faults = new Faults();
  checkIds(model, faults);
  checkReferences(model, faults);
  checkTerms(model, faults);
  checkChoices(model, faults);
  const minutes = faults.found.length === 0 ? minutesOf(model, readBeside, faults) : null;
  if (minutes === null) return { faults: faults.list() };
  const problem = problemOf(model, minutes);
  checkAnswerable(problem, faults);
  checkReach(problem, faults);
  if (faults.found.length > 0) return { faults: faults.list() };
  // Whether a bound on inequality can be met is a search of its own, as long as the one for the best and stopped by nobody here: the solver says so when it cannot.
  const conflict = conflictOf(
    problem,
    feasible,
    problem.constraints.filter(({ type }) => type !== 'inequality'),
  );
  if (conflict === null) return { problem };
  return {
    conflict: conflict.map(({ id }) => id),
    faults: conflict.map(({ id, says }) => ({ code: 'conflict', where: id, says: `cannot all be met together: ${says}` })),
  };
}

function checkIds(model: PlanModel, faults: Faults): void {
  const lists = { groups: model.groups, kinds: model.kinds, points: model.points, sites: model.sites, stages: model.stages };
  for (const [list, elements] of Object.entries(lists)) {
    const seen = new Map<string, number>();
    for (const [at, { id }] of elements.entries()) {
      const first = seen.get(id);
      if (first === undefined) seen.set(id, at);
      else faults.add('duplicate-id', `${list}.${at}`, `${list}.${at}: ${id} is also ${list}.${first}`);
    }
  }
  for (const list of ['keep', 'current'] as const) {
    const named = new Set<string>();
    for (const [at, { site }] of model[list].entries()) {
      if (named.has(site)) faults.add('duplicate-id', `${list}.${at}`, `${list}.${at}: ${site} a second time`);
      named.add(site);
    }
  }
}

function checkReferences(model: PlanModel, faults: Faults): void {
  const [sites, kinds, groups] = [model.sites, model.kinds, model.groups].map((list) => new Set(list.map(({ id }) => id)));
  const counties = new Set(model.sites.map(({ county }) => county));
  const known = (set: ReadonlySet<string | undefined> | undefined, id: string | undefined, where: string, what: string): void => {
    if (id !== undefined && !set!.has(id)) faults.add('unknown-id', where, `${where}: there is no ${what} ${id}`);
  };
  for (const [at, { weights }] of model.points.entries())
    for (const group of Object.keys(weights)) known(groups, group, `points.${at}.weights.${group}`, 'group');
  for (const [at, site] of model.sites.entries())
    for (const kind of site.kinds ?? []) known(kinds, kind, `sites.${at}.kinds`, 'kind');
  for (const list of ['keep', 'current'] as const) {
    for (const [at, { site, kind }] of model[list].entries()) {
      known(sites, site, `${list}.${at}.site`, 'site');
      known(kinds, kind, `${list}.${at}.kind`, 'kind');
    }
  }
  for (const [at, site] of model.close.entries()) known(sites, site, `close.${at}`, 'site');
  for (const kind of Object.keys(model.limits.kinds)) known(kinds, kind, `limits.kinds.${kind}`, 'kind');
  for (const county of Object.keys(model.limits.counties)) known(counties, county, `limits.counties.${county}`, 'site in county');
  for (const [at, one] of model.objectives.entries())
    if ('group' in one) known(groups, one.group, `objectives.${at}.group`, 'group');
  for (const [at, one] of model.limits.inequality.entries()) known(groups, one.group, `limits.inequality.${at}.group`, 'group');
  known(groups, model.demand?.group, 'demand.group', 'group');
}

/** Terms that need another one, which has no default. */
function checkTerms(model: PlanModel, faults: Faults): void {
  const needsCosts = model.limits.budget !== undefined || model.objectives.some(({ aim }) => aim === 'cost');
  for (const [at, kind] of model.kinds.entries()) {
    const where = `kinds.${at}.costs`;
    if (needsCosts) {
      const lacks = kind.costs === undefined ? 'fixed' : missingCost(kind);
      if (lacks !== null)
        faults.add('missing', where, `${where} (${kind.id}): ${lacks} is needed by the budget or the objective cost`);
    }
    if (kind.visitsPerOfficerDay !== undefined && model.demand === undefined)
      faults.add('missing', 'demand', `demand: needed, since ${kind.id} has visitsPerOfficerDay`);
    if (kind.visitDays === undefined || !model.objectives.some(({ aim }) => aim === 'staff-travel')) continue;
    for (const [no, site] of model.sites.entries())
      if (site.staffMinutes === undefined && mayHave(site, kind))
        faults.add(
          'missing',
          `sites.${no}.staffMinutes`,
          `sites.${no} (${site.id}): staffMinutes is needed by the objective staff-travel`,
        );
  }
  const whose = [
    ...model.objectives.map((one) => ('group' in one ? one.group : undefined)),
    ...model.limits.inequality.map((one) => one.group),
  ];
  for (const group of new Set(whose))
    if (!weightsOf(model, group).some((one) => one > 0))
      faults.add('no-weight', 'points', `points: no point has any weight${group === undefined ? '' : ` of group ${group}`}`);
  if (model.stages.length > 0 && model.current.length === 0)
    faults.add('missing', 'current', 'current: needed, since there are stages that begin from it');
}

function missingCost({ costs, visitDays, officers }: PlanModel['kinds'][number]): string | null {
  if (visitDays !== undefined && costs?.perVisitDay === undefined) return 'perVisitDay';
  return officers !== undefined && costs?.perOfficer === undefined ? 'perOfficer' : null;
}

function checkChoices(model: PlanModel, faults: Faults): void {
  const closed = new Map(model.close.map((site, at) => [site, at]));
  for (const list of ['keep', 'current'] as const) {
    for (const [at, { site, kind }] of model[list].entries()) {
      const place = model.sites.find(({ id }) => id === site);
      if (place === undefined) continue;
      if (list === 'keep' && closed.has(site))
        faults.add(
          'contradiction',
          `keep.${at}`,
          `${site} must be kept (keep.${at}) and must be closed (close.${closed.get(site)})`,
        );
      const wanted = model.kinds.filter(({ id }) => kind === undefined || id === kind);
      if (!wanted.some((one) => mayHave(place, one)))
        faults.add(
          'not-eligible',
          `${list}.${at}`,
          `${list}.${at}: ${site} may not have ${kind ?? 'any kind'}${partnerOf(place, wanted)}`,
        );
    }
  }
  const ranges = [
    ['limits', 'places', model.limits.places] as const,
    ['limits', 'perCounty', model.limits.perCounty] as const,
    ...Object.entries(model.limits.kinds).map(([name, range]) => ['limits', name, range] as const),
    ...Object.entries(model.limits.counties).map(([name, range]) => ['limits', name, range] as const),
    ...model.stages.map(({ id, places }, at) => [`stages.${at}`, id, places] as const),
  ];
  for (const [where, name, range] of ranges)
    if (range?.atLeast !== undefined && range.atMost !== undefined && range.atLeast > range.atMost)
      faults.add('contradiction', where, `${where}: ${name} at least ${range.atLeast} and at most ${range.atMost}`);
}

const partnerOf = (site: PlanModel['sites'][number], kinds: PlanModel['kinds']): string =>
  !site.partner && kinds.some(({ needsPartner }) => needsPartner) ? ', as it has no partner' : '';

/** What the mixed model does not answer is refused, rather than half of it left out. */
function checkAnswerable({ constraints }: PlanProblem, faults: Faults): void {
  const inequalities = constraints.filter(({ type }) => type === 'inequality');
  const isFull = constraints.some(({ type }) => type === 'capacity');
  if (inequalities.length > 1 || (inequalities.length === 1 && isFull))
    faults.add(
      'unsupported',
      'limits.inequality',
      `limits.inequality: one bound at a time, and not together with visitsPerOfficerDay`,
    );
}

/** A point that no site can serve has a fault of its own, whatever the constraints. */
function checkReach({ model, points, sites, minutes, options }: PlanProblem, faults: Faults): void {
  if (options.length === 0) faults.add('not-eligible', 'sites', 'sites: none may have any of the kinds');
  const most = model.limits.minutes;
  if (most === undefined) return;
  for (let point = 0; point < points; point += 1) {
    let least = Infinity;
    for (const { site, added } of options) least = Math.min(least, minutes[point * sites + site]! + added);
    const { id } = model.points[point]!;
    if (least > most)
      faults.add(
        'unreachable',
        `points.${point}`,
        `points.${point} (${id}): the nearest site is ${least} minutes away, limits.minutes is ${most}`,
      );
  }
}

/** An answer as people and programs read it. */
import { stringify } from 'csv-stringify/sync';
import type { ObjectiveAnswer, PlanAnswer, StageAnswer } from './answer.ts';
import type { PlanFile } from './import-model.ts';
import { shown } from './solve-model.ts';

export function answerText(answer: PlanAnswer): string[] {
  return [
    answer.title,
    ...(answer.outcome === 'none-found' ? [answer.words] : [`${answer.chosen.length} places; ${answer.words}`]),
    '',
    ...answer.objectives.map((one, at) => `  ${at + 1}. ${objectiveText(one)}`),
    '',
    ...answer.chosen.map((one) => `  ${one.site}  ${one.kind}${detail(one)}`),
    ...(answer.limits.length === 0 ? [] : ['', 'Constraints']),
    ...answer.limits.map(({ says, value }) => `  ${says}: ${value === null ? 'not defined' : shown(value)}`),
    ...(answer.stages.length === 0 ? [] : ['', 'Stages', ...answer.stages.flatMap(stageText)]),
    '',
    `Travel times: ${answer.travel}`,
    ...answer.assumptions.map((one) => `Assumption: ${one}`),
    `Solver: ${answer.solver}; nothing is drawn at random.`,
  ];
}

function objectiveText({ aim, group, unit, value, bound, words }: ObjectiveAnswer): string {
  const whose = group === null ? '' : ` of ${group}`;
  if (!Number.isFinite(value)) return `${aim}${whose}: ${words}`;
  return `${aim}${whose}: ${shown(value)} ${unit} (bound ${bound === null ? 'unknown' : shown(bound)}; ${words})`;
}

function detail({ visitDays, officers }: PlanAnswer['chosen'][number]): string {
  const parts = [visitDays === null ? '' : `${visitDays} visit days a week`, officers === null ? '' : `${officers} officers`];
  const text = parts.filter(Boolean).join(', ');
  return text === '' ? '' : `  (${text})`;
}

function stageText({ id, on, isPossible, places, opened, closed, words }: StageAnswer): string[] {
  const name = on === null ? id : `${id} (${on})`;
  if (!isPossible) return [`  ${name}: ${words}`];
  const list = (ids: readonly string[]): string => (ids.length === 0 ? 'none' : ids.join(', '));
  return [`  ${name}: ${places.length} places; ${words}`, `    opened: ${list(opened)}`, `    closed: ${list(closed)}`];
}

/** A row for each point and place that it goes to. */
export function answerCsv(answer: PlanAnswer): string {
  const rows = answer.points.flatMap(({ point, places }) =>
    places.map(({ site, kind, minutes, share }) => ({ point, site, kind, minutes, share })),
  );
  return stringify(rows, {
    columns: ['point', 'site', 'kind', 'minutes', 'share'],
    header: true,
    escape_formulas: true,
  }).trimEnd();
}

/** Places and points with their coordinates (RFC 7946). Null when one lacks them. */
export function answerGeoJson(answer: PlanAnswer, model: PlanFile): string | null {
  const places = new Map(model.sites.map((one) => [one.id, one]));
  const points = new Map(model.points.map((one) => [one.id, one]));
  const features = [
    ...answer.chosen.map(({ site, ...rest }) => feature(places.get(site), { place: site, ...rest })),
    ...answer.points.map(({ point, minutes, places: served }) =>
      feature(points.get(point), { point, minutes, sites: served.map(({ site }) => site) }),
    ),
  ];
  return features.includes(null) ? null : JSON.stringify({ type: 'FeatureCollection', features });
}

function feature(
  at: { name?: string | undefined; latitude?: number | undefined; longitude?: number | undefined } | undefined,
  properties: object,
): object | null {
  if (at?.latitude === undefined || at.longitude === undefined) return null;
  const geometry = { type: 'Point', coordinates: [at.longitude, at.latitude] };
  return { type: 'Feature', geometry, properties: { name: at.name ?? null, ...properties } };
}

/** The places of an answer as the map shows them. */
import type { Translate } from '../../../../platform/i18n/index.ts';
import type { Uuid } from '../../../../platform/ids/index.ts';
import type { KnownPlace } from '../../../network/index.ts';
import type { MapAnswer } from '../../map/answer.ts';
import { clicked, queryOf } from '../../map/question.ts';
import { plannedKinds } from '../../scenarios/change.ts';
import { placeName } from '../words.tsx';
import type { PlaceState, ShownPlace } from './plan-map.tsx';
import { mapWordsOf } from './words.ts';

/** `action`: the address that a click asks; null in a file. */
export function shownPlaces(
  { question, task, after, changes }: MapAnswer,
  places: readonly KnownPlace[],
  t: Translate,
  action: string | null,
): ShownPlace[] {
  const say = mapWordsOf(t);
  const kept = new Set(question.keep);
  const changed = new Map(changes.map((one) => [one.placeId, one.kind]));
  return places.map((one): ShownPlace => {
    const { id, code, longitude, latitude } = one.place;
    const [was, is] = [task.before.get(id as Uuid), after.get(id as Uuid)];
    const kind = plannedKinds.find((each) => (is ?? was)?.has(each)) ?? null;
    const state: PlaceState =
      is === undefined
        ? was === undefined
          ? 'nothing'
          : 'closes'
        : was === undefined
          ? 'opens'
          : changed.has(id as Uuid)
            ? 'changes'
            : kept.has(code)
              ? 'kept'
              : 'there';
    const place = placeName(one);
    const text =
      kind === null
        ? say('placeNothing', { place })
        : say('placeText', { place, kind: t(`network:planner.kind.${kind}`).toLowerCase(), state: say(`state.${state}`) });
    const next = action === null ? null : `${action}?${queryOf(clicked(question, code, was !== undefined))}`;
    return { code, name: place, longitude, latitude, state, kind, text, href: next };
  });
}

/** How the four states look: darker means more presence; the pattern alone is enough. */
import { fillOf as fillOfLook, type Look, Swatch as LookSwatch } from '../../../ui/index.ts';
import type { MunicipalityState } from '../kinds.ts';

export const lookOf: Readonly<Record<MunicipalityState, Look>> = {
  staffed_office: 'solid',
  visiting_office: 'stripes',
  cooperation_place: 'dots',
  neighbour: 'pale',
};

/** What to fill a shape with; `id` as given to Fills. */
export function fillOf(id: string, state: MunicipalityState): string {
  return fillOfLook(id, lookOf[state]);
}

/** A square that shows how a state is drawn, for legends. Beside it stands the word. */
export function Swatch({ state }: { state: MunicipalityState }) {
  return <LookSwatch look={lookOf[state]} />;
}

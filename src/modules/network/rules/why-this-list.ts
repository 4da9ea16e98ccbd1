import { rule } from '../../../platform/rule/index.ts';
import type { MunicipalityState } from '../kinds.ts';

export const whyThisList = rule({
  id: 'why-this-list',
  says:
    'Whoever asks where help can be had is told in one sentence why the list looks as it does: what the municipality has, ' +
    'since when it has no office, that no agreement covers its cooperation place, and which place is nearest where an employment officer can be met.',
  source: 'FvL 2017:900 §6 (service duty), §9 (plain language); AF news 2019-09-27: those concerned are told where to turn',
  values: { '2018-07-01': true },
});

export interface Nearest {
  name: string;
  municipality: string;
  minutes: number;
}

/** The sentence as a code with the values it speaks of; the texts stand in texts/<language>.json under `public.why`. */
export type Why =
  | { code: 'staffed' | 'visiting' }
  | { code: 'cooperation'; since: string | null }
  /** It has a cooperation place, but no agreement in force covers meetings there that day. */
  | { code: 'agreement'; nearest?: Nearest }
  | { code: 'closed'; since: string; nearest: Nearest }
  | { code: 'none'; nearest: Nearest }
  | { code: 'nothing' };

/**
 * `closedSince`: the first day without an own office, when there was one before; `nearest`: the nearest place for a
 * booked meeting with an employment officer, null when no such place can be reached on that date.
 * `withheld`: the municipality's cooperation place offers no meetings, for no agreement in force covers it.
 */
export function whyThis(state: MunicipalityState, closedSince: string | null, nearest: Nearest | null, withheld = false): Why {
  if (state === 'staffed_office') return { code: 'staffed' };
  if (state === 'visiting_office') return { code: 'visiting' };
  if (state === 'cooperation_place' && withheld) return nearest === null ? { code: 'agreement' } : { code: 'agreement', nearest };
  if (state === 'cooperation_place') return { code: 'cooperation', since: closedSince };
  if (nearest === null) return { code: 'nothing' };
  return closedSince === null ? { code: 'none', nearest } : { code: 'closed', since: closedSince, nearest };
}

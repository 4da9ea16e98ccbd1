/** What the page is given, its words and its addresses. */
import type { Instant, PlainDate } from '../../../../platform/clock/index.ts';
import { href } from '../../../../platform/i18n/index.ts';
import { usePage, useText } from '../../../../ui/index.ts';
import type { FreeLeft, HalfHourLeft, PlaceLeft } from '../../free-left.ts';
import type { Alarm } from '../../store/free-alarm.ts';
import type { CapacityFormsProps } from './forms.tsx';

export interface NamedPlace {
  id: string;
  name: string;
  municipality: string;
}

export interface CapacityPageProps {
  types: readonly { code: string; name: string }[];
  type: { code: string; name: string; isOnSite: boolean } | null;
  counties: readonly { code: string; name: string }[];
  county: string | null;
  place: NamedPlace | null;
  places: ReadonlyMap<string, NamedPlace>;
  left: FreeLeft | null;
  /** The places of the page that is shown. */
  shown: readonly PlaceLeft[];
  offset: number;
  limit: number;
  on: PlainDate | null;
  halves: readonly HalfHourLeft[];
  alarms: readonly Alarm[];
  sources: readonly { source: string; loadedAt: Instant }[];
  /** What was just done, in words; null: nothing. */
  done: string | null;
  /** Null for those who only read. */
  forms: CapacityFormsProps | null;
}

export const useCapacityText = () => {
  const t = useText();
  return (key: string, params?: Record<string, string | number>): string => t(`meetings:staffCapacity.${key}`, params);
};

/** The address of this page with something else chosen. */
export function useAddress(props: CapacityPageProps) {
  const { language } = usePage();
  return (change: { type?: string; place?: string | null; on?: string; offset?: number }): string => {
    const asked = { place: props.place?.id ?? null, ...change };
    const query = new URLSearchParams({ type: change.type ?? props.type?.code ?? '' });
    if (props.county !== null) query.set('county', props.county);
    if (asked.place !== null) query.set('place', asked.place);
    if (change.on !== undefined) query.set('on', change.on);
    if (change.offset !== undefined && change.offset > 0) query.set('offset', String(change.offset));
    return `${href(language, '/supply/free')}?${query}`;
  };
}

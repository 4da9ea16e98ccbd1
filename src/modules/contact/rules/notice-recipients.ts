import { rule } from '../../../platform/rule/index.ts';

/** Why someone is told. */
export const noticeGroups = ['place', 'nearest', 'referred', 'region', 'county-board'] as const;
export type NoticeGroup = (typeof noticeGroups)[number];

export const noticeRecipients = rule({
  id: 'notice-recipients',
  says:
    'A decision about a place touches the municipality it lies in, every municipality for whose seat another place becomes the nearest for ' +
    'a booked physical meeting, the municipality that people are referred to, and the regions and county boards of their counties.',
  source:
    'letter of the director-general 2019-02-28 (open information to municipalities, regions and county boards). Whom a decision touches no ' +
    'source says: it is worked out from the register',
  values: { '2019-01-01': { groups: noticeGroups, countyWithoutRegion: '09' } },
});

/** What a decision touches, by codes. */
export interface Touched {
  /** Where the place lies. */
  municipalityCode: string;
  /** Municipalities whose nearest place becomes another. */
  nearest: readonly string[];
  /** The municipality that people are referred to; null for none. */
  referred: string | null;
}

/** The key of a body: what it is, and of which municipality or county. */
export type BodyKey = string;

/**
 * Who is told of decisions, each with every reason, in the order of their keys. `groups`: those wanted; a region or county board is
 * told when anyone in its county is touched. Gotland's municipality has a region's tasks itself.
 */
export function recipientsOf(
  decisions: readonly Touched[],
  groups: readonly NoticeGroup[],
  { countyWithoutRegion }: { countyWithoutRegion: string },
): Map<BodyKey, NoticeGroup[]> {
  const why = new Map<BodyKey, Set<NoticeGroup>>();
  const tell = (key: BodyKey, group: NoticeGroup): void => {
    if (!groups.includes(group)) return;
    why.set(key, (why.get(key) ?? new Set()).add(group));
  };
  for (const { municipalityCode, nearest, referred } of decisions) {
    tell(`municipality:${municipalityCode}`, 'place');
    for (const code of nearest) tell(`municipality:${code}`, 'nearest');
    if (referred !== null) tell(`municipality:${referred}`, 'referred');
    for (const code of [municipalityCode, ...nearest, ...(referred === null ? [] : [referred])]) {
      const county = code.slice(0, 2);
      if (county !== countyWithoutRegion) tell(`region:${county}`, 'region');
      tell(`county-board:${county}`, 'county-board');
    }
  }
  return new Map(
    [...why].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([key, set]) => [key, noticeGroups.filter((group) => set.has(group))]),
  );
}

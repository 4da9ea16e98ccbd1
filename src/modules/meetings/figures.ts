/** The figures of meetings as they may be shown: small ones hidden, the others rounded, shares of what is shown. */
import type { Database } from '../../platform/db/index.ts';
import { valueOn } from '../../platform/rule/index.ts';
import { type Shown, shownCount, shownParts, shownShare, smallCells } from '../cases/index.ts';
import { countAllMeetings, type CountedMeetings, countMeetings, type Dimension, type Months } from './store/fact.ts';

const columns = ['meetings', 'on-site', 'video', 'phone', 'exceptions', 'interpreted'] as const;
type Limits = Parameters<typeof shownCount>[1];
export type FigureColumn = (typeof columns)[number];

export interface FigureRow {
  /** A month, a county or municipality code, a language, a purpose or a ground; '-': none known. */
  key: string;
  shown: Readonly<Record<FigureColumn, Shown>>;
  /** Whole per cent of the meetings shown. */
  onSiteShare: number | null;
  /** Half of them waited for no longer, in working days; null where the row is hidden. */
  waited: number | null;
  /** Minutes, to the nearest five, within which half and nine of ten of the known journeys to meetings on site are; null: hidden. */
  travel: { half: number | null; most: number | null };
}

export interface MeetingFigures {
  by: Dimension;
  months: Months;
  rows: FigureRow[];
  all: FigureRow;
}

export async function meetingFigures(db: Database, by: Dimension, months: Months): Promise<MeetingFigures> {
  const counted = await countMeetings(db, by, months);
  const whole = await countAllMeetings(db, months);
  const limits = valueOn(smallCells, months.to);
  const parts = new Map(
    columns.map((column) => [
      column,
      shownParts(
        counted.map((one) => one[column]),
        limits,
      ),
    ]),
  );
  return {
    by,
    months,
    rows: counted.map((one, index) => rowOf(one, limits, (column) => parts.get(column)![index]!)),
    all: rowOf(whole, limits, (column) => shownCount(whole[column], limits)),
  };
}

function rowOf(counted: CountedMeetings, limits: Limits, shown: (column: FigureColumn) => Shown): FigureRow {
  const { key, waited, travelled, travelHalf, travelMost } = counted;
  const [meetings, onSite] = [shown('meetings'), shown('on-site')];
  return {
    key,
    shown: {
      meetings,
      'on-site': onSite,
      video: shown('video'),
      phone: shown('phone'),
      exceptions: shown('exceptions'),
      interpreted: shown('interpreted'),
    },
    onSiteShare: shownShare(onSite, meetings),
    waited: meetings === null ? null : waited,
    travel: {
      half: onSite === null ? null : shownMinutes(travelHalf, travelled * 0.5, limits),
      most: onSite === null ? null : shownMinutes(travelMost, travelled * 0.1, limits),
    },
  };
}

/** A time that parts the journeys in two is shown when those beyond it are a count that may be shown: a few give themselves away. */
function shownMinutes(minutes: number | null, beyond: number, limits: Limits): number | null {
  return minutes === null || shownCount(Math.floor(beyond), limits) === null ? null : Math.round(minutes / 5) * 5;
}

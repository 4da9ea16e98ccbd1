/** Words of the pages on reports, and moments as people read them. */
import { type Instant, instant, localTime } from '../../../../platform/clock/index.ts';
import { Tag, type Tone, useFormats, useText } from '../../../../ui/index.ts';
import type { ReportState } from '../../reports/report-state.ts';

export function useWords() {
  const t = useText();
  return (key: string, params?: Record<string, string | number>) => t(`insight:staffReports.${key}`, params);
}

/** What of Markdown a report has no room for, by the names of its parser. */
const unsupported = ['image', 'imageReference', 'code', 'inlineCode', 'linkReference', 'definition', 'thematicBreak', 'table'];

/** What cannot be in a text, with its line. `say`: the texts below `insight:staffReports`. */
export function faultText(
  say: (key: string, params?: Record<string, string | number>) => string,
  { line, code, about }: { line: number | string; code: string; about: string },
): string {
  return say(`fault.${code}`, { line, about: unsupported.includes(about) ? say(`part.${about}`) : about });
}

/** Day and time in Sweden. */
export function useMoment(): (at: Instant | string) => string {
  const { date } = useFormats();
  return (at) => {
    const { date: day, time } = localTime(instant(at));
    return `${date(day)} ${time}`;
  };
}

const tones: Readonly<Record<ReportState, Tone>> = {
  draft: 'info',
  'in-review': 'warning',
  approved: 'success',
  frozen: 'success',
};

export function StateTag({ state }: { state: ReportState }) {
  const t = useWords();
  return <Tag tone={tones[state]}>{t(`state.${state}`)}</Tag>;
}

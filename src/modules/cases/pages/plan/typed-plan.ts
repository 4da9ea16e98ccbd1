/** The plan editor's fields: a plan as it is typed, and what was typed as a plan for the command to judge. */
import { valueOf } from '../../../../ui/index.ts';
import type { PlanContent, PlannedStep } from '../../rules/plan-content.ts';
import type { Typed } from '../../registration/index.ts';

/** Empty lines offered beyond those that are filled in. */
const emptyLines = 2;
/** So many of a kind fit. */
const mostLines = 20;

export const stepLists = ['measures', 'activities'] as const;

/** How many lines of steps to show. */
export function linesOf(typed: Typed, list: (typeof stepLists)[number]): number {
  return Math.min((filledLines(typed, list).at(-1) ?? -1) + 1 + emptyLines, mostLines);
}

/** The line of the form in which the nth step of the input stands: empty lines are not sent on. */
export function lineOfStep(typed: Typed, list: (typeof stepLists)[number], index: number): number {
  return filledLines(typed, list)[index] ?? 0;
}

function filledLines(typed: Typed, list: (typeof stepLists)[number]): number[] {
  return Array.from({ length: mostLines }, (_, line) => line).filter((line) =>
    ['what', 'by'].some((part) => valueOf(typed, `${list}.${line}.${part}`).trim() !== ''),
  );
}

/** A plan as it stands in the fields. */
export function asTyped(content: PlanContent): Typed {
  const { interval } = content;
  const steps = stepLists.flatMap((list) =>
    content[list].flatMap(({ what, by }, line) => [
      [`${list}.${line}.what`, [what]],
      [`${list}.${line}.by`, [by ?? '']],
    ]),
  );
  return {
    participationHow: [content.participation?.how ?? ''],
    participationOn: [content.participation?.on ?? ''],
    assessment: [content.assessment],
    possibilities: [content.possibilities],
    demand: [content.demand],
    motive: [content.motive],
    duties: [content.duties.join('\n')],
    occupations: [content.occupations.join('\n')],
    areas: [content.areas.join('\n')],
    intervalHow: [interval === null ? 'none' : 'exemption' in interval ? 'exempt' : 'set'],
    low: [interval !== null && 'low' in interval ? String(interval.low) : ''],
    high: [interval !== null && 'high' in interval ? String(interval.high) : ''],
    exemption: [interval !== null && 'exemption' in interval ? interval.exemption : ''],
    ...(Object.fromEntries(steps) as Typed),
  };
}

/** What was typed as the content of a plan; the command says what is wrong with it. */
export function asContent(typed: Typed): Record<string, unknown> {
  const text = (name: string): string => valueOf(typed, name).trim();
  const lines = (name: string): string[] =>
    text(name)
      .split(/\r?\n/)
      .map((line) => line.trim())
      .filter((line) => line !== '');
  const [how, on] = [text('participationHow'), text('participationOn')];
  return {
    participation: how === '' && on === '' ? null : { how, on },
    assessment: text('assessment'),
    possibilities: text('possibilities'),
    demand: text('demand'),
    motive: text('motive'),
    measures: stepsOf(text, 'measures'),
    activities: stepsOf(text, 'activities'),
    duties: lines('duties'),
    occupations: lines('occupations'),
    areas: lines('areas'),
    interval: intervalOf(text),
  };
}

function stepsOf(text: (name: string) => string, list: (typeof stepLists)[number]): { what: string; by: string | null }[] {
  return Array.from({ length: mostLines }, (_, line) => ({
    what: text(`${list}.${line}.what`),
    by: text(`${list}.${line}.by`) || null,
  })).filter(({ what, by }) => what !== '' || by !== null) satisfies { what: string; by: PlannedStep['by'] | string }[];
}

function intervalOf(text: (name: string) => string): unknown {
  const how = text('intervalHow');
  if (how === 'set') return { low: wholeNumber(text('low')), high: wholeNumber(text('high')) };
  return how === 'exempt' ? { exemption: text('exemption') } : null;
}

/** The number, or the text as it is for the command to refuse. */
function wholeNumber(text: string): number | string {
  return /^\d{1,4}$/.test(text) ? Number(text) : text;
}

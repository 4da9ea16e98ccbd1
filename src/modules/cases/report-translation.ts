import type { CommandContext } from '../../platform/auth/index.ts';
import { localTime } from '../../platform/clock/index.ts';
import type { Uuid } from '../../platform/ids/index.ts';
import { valueOn } from '../../platform/rule/index.ts';
import { isByRight, languagesByRight } from '../people/index.ts';
import { reviewDay } from './report-days.ts';
import { isTranslated, reportLanguages } from './rules/report-languages.ts';
import { insertTodo } from './store/todo.ts';

/** A report that is not in Swedish is taken in like any other, and goes to translation for the officer who looks through it. */
export async function translateReport(
  { tx, now, newId }: CommandContext,
  report: { personId: Uuid; id: Uuid; registrationId: Uuid; language: string },
  isProtected: boolean,
): Promise<void> {
  const today = localTime(now).date;
  if (!isTranslated(report.language, valueOn(reportLanguages, today))) return;
  const byRight = isByRight(report.language, valueOn(languagesByRight, today));
  await insertTodo(tx, {
    personId: report.personId,
    id: newId(),
    kind: 'translate',
    registrationId: report.registrationId,
    dueOn: reviewDay(today),
    details: { what: 'report', id: report.id, language: report.language, byRight },
    protected: isProtected,
    at: now,
  });
}

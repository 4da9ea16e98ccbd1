import { z } from 'zod';
import { command } from '../../../platform/auth/index.ts';
import { later } from '../../../platform/clock/index.ts';
import { insightProblem } from '../problems.ts';
import { mayFreeze, reportFreeze } from '../rules/report-freeze.ts';
import { insertFrozen, insertFrozenFile } from '../store/frozen.ts';
import { oldestTransaction } from '../store/report-figures.ts';
import { insertStep, updateReport } from '../store/reports.ts';
import { canonicalJson, sha256 } from './canonical.ts';
import { makeReport } from './make.ts';
import { formatFacts, formats, reportFile } from './render/index.ts';
import { act, factsOf, lockFor } from './report-input.ts';

/**
 * Freezes an approved report: its words, every figure with the statement that gave it, the definitions, and the files as they are
 * delivered. What counts is what was known before every transaction that is still under way, so that counting again gives the same.
 */
export const freezeReport = command({
  name: 'insight.freeze-report',
  roles: ['analyst', 'administrator'],
  input: z.object(act),
  async run({ tx, actor, now, today, newId }, input) {
    const { report, to } = await lockFor(tx, input, 'freeze');
    if (!mayFreeze(report.dueOn, today))
      throw insightProblem('government-report-not-due', { rule: reportFreeze, params: { code: report.code, day: report.dueOn } });
    const knownAt = later(now, -(await oldestTransaction(tx)));
    const document = await makeReport(tx, factsOf(report), knownAt);
    const content = canonicalJson(document);
    const hash = sha256(content);
    await insertFrozen(tx, { reportId: report.id, knownAt, content, sha256: hash, at: now, by: actor.name });
    for (const format of formats) {
      const file = await reportFile(document, format);
      const { mediaType } = formatFacts[format];
      await insertFrozenFile(tx, { reportId: report.id, format, mediaType, content: file, sha256: sha256(file) });
    }
    await updateReport(tx, { ...report, state: to });
    const step = { reportId: report.id, state: to, number: report.number, note: '', at: now };
    await insertStep(tx, { ...step, id: newId(), actorId: actor.id, actor: actor.name });
    return {
      result: { code: report.code, sha256: hash },
      subject: `report:${report.id}`,
      rules: [reportFreeze.id],
      details: { code: report.code, number: report.number, knownAt, sha256: hash },
    };
  },
});

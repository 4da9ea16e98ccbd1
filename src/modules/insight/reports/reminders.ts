/** Each morning: who prepares a report that is soon due is reminded, once for each number of days. */
import { today } from '../../../platform/clock/index.ts';
import type { Job } from '../../../platform/jobs/index.ts';
import { reminderOn } from '../rules/report-reminder.ts';
import { insertReminder, listReports } from '../store/reports.ts';

export const remindOfReports: Job = {
  name: 'insight.remind-of-reports',
  cron: '0 6 * * *',
  async run(house) {
    const on = today(house.clock);
    const reminded: { report: string; days: number }[] = [];
    for (const { id, code, dueOn, state } of await listReports(house.db)) {
      const days = state === 'frozen' ? null : reminderOn(on, dueOn);
      if (days === null) continue;
      if (await insertReminder(house.db, { reportId: id, dueOn, days, at: house.clock.now() }))
        reminded.push({ report: code, days });
    }
    return { reminded };
  },
};

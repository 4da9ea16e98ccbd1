/** The only door into insight. */
import './texts.ts';
export { insightCommands } from './commands.ts';
export { cubeJobs, fillGenerated, forgetGenerated, printRebuild } from './cube/index.ts';
export { stateJobs } from './keep-states.ts';
export { keepDefinitions } from './definitions.ts';
export { everyVersion, metrics } from './metrics/index.ts';
export { statisticsProblem } from './open-data/problems.ts';
export { openDataSettings } from './open-data/settings.ts';
export { insightProblem } from './problems.ts';
export { statisticsApi } from './routes/open-data.ts';
export { statisticsPages } from './routes/open-data-pages.ts';
export { loadReports } from './reports/load-reports.ts';
export { printReport } from './reports/print-report.ts';
export { remindOfReports } from './reports/reminders.ts';
export { reportPages } from './routes/reports.ts';
export { equalServicePages } from './routes/equal.ts';
export { metricPages } from './routes/metrics.ts';

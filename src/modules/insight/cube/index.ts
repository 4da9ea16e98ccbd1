/**
 * Counts by calendar month, kept so that no page counts millions of rows (docs/decisions/0019-cube.md). It answers what is known now; what was
 * known earlier stands in frozen reports.
 */
export { cubeFigures, type CubeQuestion, type MonthFigure } from './figures.ts';
export { fillGenerated, type Filled, forgetGenerated } from './fill-generated.ts';
export { cubeJobs } from './jobs.ts';
export { printRebuild } from './print-rebuild.ts';
export { rebuildCube, type Rebuilt } from './rebuild.ts';
export { refreshCube, type Refreshed } from './refresh.ts';

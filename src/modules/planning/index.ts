/** The only door into planning. */
import './texts.ts';
export { planningCommands } from './commands.ts';
export { planningProblem } from './problems.ts';
export { mapPages } from './routes/map.ts';
export { rotaPages } from './routes/rotas.ts';
export { planningPages } from './routes/scenarios.ts';
export { printFinding } from './finding/print-finding.ts';
export { printReach } from './reach/print-reach.ts';
export { printCompare } from './model/print-compare.ts';
export { printPlanImport } from './model/print-import.ts';
export { printRota } from './rota/print-rota.ts';
export { printSchema } from './model/print-schema.ts';
export { printStaffing } from './staffing/print-staffing.ts';
export { printSolve } from './model/print-solve.ts';

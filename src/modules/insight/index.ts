/** The only door into insight. */
import './texts.ts';
export { insightCommands } from './commands.ts';
export { type Figures, figures, type Question } from './figures.ts';
export { findMetric, metrics } from './metrics/index.ts';
export { insightProblem } from './problems.ts';

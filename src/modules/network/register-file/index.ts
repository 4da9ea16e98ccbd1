/** The presence register as a file: CSV or XLSX, one row per presence. */
export { type Difference, importCommand, importRegister, type ImportReport, type Watcher } from './import.ts';
export { columns, type RowError } from './row.ts';
export { type Format, formatOf } from './source.ts';

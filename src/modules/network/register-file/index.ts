/** The presence register as a file: CSV or XLSX, one row per presence. */
export { printExport, printImport } from './cli.ts';
export { exportRegister, type ExportOptions } from './export.ts';
export { type Difference, importCommand, importRegister, type ImportReport, type Watcher } from './import.ts';
export type { RowError } from './row.ts';

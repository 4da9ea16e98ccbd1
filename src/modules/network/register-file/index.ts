/** The presence register as a file: CSV or XLSX, one row per presence. */
export { printExport, printImport } from './cli.ts';
export { importCommand, importRegister } from './import.ts';

/** Small pieces of Markdown, and how figures are written: the same on every machine. */

export const one = (value: number): string => value.toFixed(1);
export const two = (value: number): string => value.toFixed(2);
/** Whole per cent of a part of one. */
export const percent = (value: number): string => `${Math.round(100 * value)} %`;
export const percentFine = (value: number): string => `${(100 * value).toFixed(1)} %`;
/** With commas between thousands. */
export const whole = (value: number): string => String(Math.round(value)).replace(/\B(?=(\d{3})+$)/g, ',');
export const proof = (isProved: boolean): string => (isProved ? 'proved optimal' : 'gap remains');

/** The first column is text, the others are figures. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return ['', line(head), line(head.map((_, column) => (column === 0 ? '---' : '---:'))), ...rows.map(line), ''];
}

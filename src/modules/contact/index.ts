/** The only door into contact. */
export type { CalendarParties, MessageSource, Words } from './source.ts';
export { tell, type ToTell, untell } from './tell.ts';

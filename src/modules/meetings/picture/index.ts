/** What is offered and what is taken, kept in memory. */
export { closedSpans } from './geography.ts';
export { type LivePicture, openPicture } from './live.ts';
export { type Picture, typesIn } from './picture.ts';

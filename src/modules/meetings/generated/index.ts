/** Supply and meetings that are made up, for practice and measurement. */
export { loadGeneratedSupply } from './load.ts';
export { type GeneratedMeeting, generateMeetings } from './meetings.ts';
export { generateSupply, type GeneratedSupply, type Sizes } from './supply.ts';

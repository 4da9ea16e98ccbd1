import { rule } from '../../../platform/rule/index.ts';

export const videoSize = rule({
  id: 'video-size',
  says:
    'In a video meeting each browser sends its picture to every other, without a server between: at most so many take part, officers and ' +
    'an interpreter among them. A meeting of more is on site.',
  source:
    'setting: two or three who meet is what video is for here (docs/video.md), with one more who interprets or takes part; ' +
    'no source gives a number of browsers',
  values: { '2019-01-01': { most: 4 } },
});

/** Whether so many can meet by video. */
export function fitsVideo(
  { most }: { most: number },
  { seats, officers, interpreter }: { seats: number; officers: number; interpreter: boolean },
): boolean {
  return seats + officers + (interpreter ? 1 : 0) <= most;
}

import { describe, expect, it } from 'vitest';
import { plainDate as day } from '../../../platform/clock/index.ts';
import { valueOn } from '../../../platform/rule/index.ts';
import { arrivedOn, viewArrival, type ViewWay } from './view-arrival.ts';

const value = valueOn(viewArrival, day('2020-02-14'));
const arrived = (how: ViewWay, on: string, notBefore = false) => arrivedOn(value, how, day(on), notBefore);

describe(viewArrival.id, () => {
  it('is the day it reached the authority by e-mail, by hand and at a meeting', () => {
    for (const how of ['email', 'by-hand', 'meeting'] as const) expect(arrived(how, '2020-02-17')).toBe('2020-02-17');
  });

  it('is the working day before by post and in the letter box: on a Monday the Friday', () => {
    expect([arrived('post', '2020-02-17'), arrived('letter-box', '2020-02-18')]).toEqual(['2020-02-14', '2020-02-17']);
  });

  it('passes over holidays and the eves that the law puts beside them', () => {
    expect(arrived('post', '2020-04-14')).toBe('2020-04-09');
    expect(arrived('post', '2020-12-28')).toBe('2020-12-23');
  });

  it('is the day itself for post that can hardly have been there before; a letter box has no such exception', () => {
    expect([arrived('post', '2020-02-17', true), arrived('letter-box', '2020-02-17', true)]).toEqual([
      '2020-02-17',
      '2020-02-14',
    ]);
  });
});

import { describe, expect, it } from 'vitest';
import { plainDate } from '../../../platform/clock/index.ts';
import { valueOn } from '../../../platform/rule/index.ts';
import { fileOpenTime } from './file-open-time.ts';

describe(fileOpenTime.id, () => {
  it('is an hour, as long as a session may rest', () => {
    expect(valueOn(fileOpenTime, plainDate('2020-02-14'))).toEqual({ minutes: 60 });
  });
});

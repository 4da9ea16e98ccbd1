import { describe, expect, it } from 'vitest';
import { instant } from '../../../platform/clock/index.ts';
import { roomTimes, videoRoomTime } from './video-room-time.ts';

describe(videoRoomTime.id, () => {
  it('opens before the meeting and closes after it, also when the clock is turned between', () => {
    expect(roomTimes({ start: instant('2020-03-29T00:55:00Z'), end: instant('2020-03-29T01:25:00Z') })).toEqual({
      opensAt: '2020-03-29T00:40:00.000Z',
      closesAt: '2020-03-29T01:55:00.000Z',
    });
  });
});

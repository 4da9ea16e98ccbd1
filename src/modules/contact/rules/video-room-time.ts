import { type Instant, later, localTime } from '../../../platform/clock/index.ts';
import { rule, valueOn } from '../../../platform/rule/index.ts';

export const videoRoomTime = rule({
  id: 'video-room-time',
  says: 'One may come in to a video meeting from so many minutes before it begins until so many minutes after it should have ended.',
  source: 'setting: no source gives the times',
  values: { '2019-01-01': { minutesBefore: 15, minutesAfter: 30 } },
});

/** When one may come in to a meeting at a time, and when its room closes. */
export function roomTimes({ start, end }: { start: Instant; end: Instant }): { opensAt: Instant; closesAt: Instant } {
  const { minutesBefore, minutesAfter } = valueOn(videoRoomTime, localTime(start).date);
  return { opensAt: later(start, -minutesBefore * 60_000), closesAt: later(end, minutesAfter * 60_000) };
}

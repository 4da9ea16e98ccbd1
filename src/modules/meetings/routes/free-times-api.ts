/** GET /v1/free-times: answered from memory, without a question to the database. */
import { localTime } from '../../../platform/clock/index.ts';
import { type Endpoint, endpoint } from '../../../platform/http/index.ts';
import { findFreeTimes } from '../free-times.ts';
import type { Meetings } from '../meetings.ts';
import { mergeFreeTimes } from '../search/merge.ts';
import { freeTimesAnswer, freeTimesQuery, wishesOf } from './free-times-query.ts';

export function freeTimesApi({ house, register, picture }: Meetings): Endpoint[] {
  return [
    endpoint({
      method: 'GET',
      url: '/v1/free-times',
      kind: 'api',
      access: 'everyone',
      tag: 'meetings',
      summary: 'Free times for a kind of meeting, by channel, place and language; with few or none, why',
      query: freeTimesQuery,
      answer: freeTimesAnswer,
      compress: false,
      handle(request, reply) {
        const now = house.clock.now();
        const { prefer, limit } = request.query;
        const [shown, known] = [picture.current(), register.current()];
        const [first, ...others] = wishesOf(request.query, shown, known, localTime(now).date, now);
        const found = mergeFreeTimes(
          [findFreeTimes(shown, known, first), ...others.map((one) => findFreeTimes(shown, known, one))],
          prefer,
          limit,
        );
        // As text: what the search gives has the shape of the answer, and need not be gone through again.
        return reply
          .headers({ 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' })
          .send(JSON.stringify(found));
      },
    }),
  ];
}

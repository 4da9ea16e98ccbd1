/**
 * Valhalla's matrix service: time in seconds, distance in kilometres, null where there is no way.
 * Errors come with status 400 and an error_code: 150 too many locations, 154 too far, 171 no road nearby, 442 no path.
 * https://valhalla.github.io/valhalla/api/matrix/api-reference/
 */
import { z } from 'zod';
import type { Point } from '../kinds.ts';
import { inShape } from './ask.ts';
import { travelProblem } from './problems.ts';
import type { Protocol } from './routing-server.ts';

const figure = z.number().nonnegative().nullable();
const cell = z.object({ time: figure, distance: figure });

const refusal = z.object({ error_code: z.number(), error: z.string().optional() });

function locations(points: readonly Point[]): { lat: number; lon: number }[] {
  return points.map((point) => ({ lat: point.latitude, lon: point.longitude }));
}

export const valhalla: Protocol = {
  // One destination at a time, so that only the origins near enough need to be asked for. As delivered, the server
  // refuses a request with more than 2,500 pairs, or with one pair more than 400 km apart in a straight line.
  block: { origins: 1000, destinations: 1 },
  furthestKilometres: 399,
  question(origins, destinations) {
    return {
      path: '/sources_to_targets',
      body: { sources: locations(origins), targets: locations(destinations), costing: 'auto', units: 'kilometers' },
    };
  },
  read(server, answer, size) {
    if (answer.status >= 400) {
      const { error_code: code, error } = inShape(server, refusal, answer.body);
      if (code === 150) return 'too-big';
      if (code === 154 || code === 171 || code === 442) return 'no-road';
      throw travelProblem('routing-answer-wrong', { detail: `${server}: ${code} ${error ?? ''}` });
    }
    const matrix = z.array(z.array(cell).length(size.destinations)).length(size.origins);
    const { sources_to_targets: rows } = inShape(server, z.object({ sources_to_targets: matrix }), answer.body);
    return rows.map((row) =>
      row.map(({ time, distance }) => {
        if (time === null) return null;
        return { minutes: Math.round(time / 60), kilometres: distance === null ? null : Math.round(distance * 10) / 10 };
      }),
    );
  },
};

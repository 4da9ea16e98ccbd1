/**
 * OSRM's table service (HTTP API v1, from 5.18): durations in seconds, distances in metres, null where there is no way.
 * Errors come with status 400 and a code: TooBig, NoSegment, NoTable.
 * https://project-osrm.org/docs/v5.24.0/api/#table-service
 */
import { z } from 'zod';
import type { Point } from '../kinds.ts';
import { inShape } from './ask.ts';
import { travelProblem } from './problems.ts';
import type { Protocol } from './routing-server.ts';

const figure = z.number().nonnegative().nullable();

const refusal = z.object({ code: z.string(), message: z.string().optional() });

/** `longitude,latitude`, five decimals: about a metre. */
function coordinates(points: readonly Point[]): string {
  return points.map((point) => `${point.longitude.toFixed(5)},${point.latitude.toFixed(5)}`).join(';');
}

function indexes(from: number, count: number): string {
  return Array.from({ length: count }, (_, index) => from + index).join(';');
}

export const osrm: Protocol = {
  // A server started without --max-table-size takes 100; so many coordinates also keep the address below 4 kB.
  block: { origins: 50, destinations: 50 },
  furthestKilometres: Infinity,
  question(origins, destinations) {
    const query = `sources=${indexes(0, origins.length)}&destinations=${indexes(origins.length, destinations.length)}`;
    return { path: `/table/v1/driving/${coordinates([...origins, ...destinations])}?${query}&annotations=duration,distance` };
  },
  read(server, answer, size) {
    const { code, message } = inShape(server, refusal, answer.body);
    if (code === 'TooBig') return 'too-big';
    if (code === 'NoSegment' || code === 'NoTable') return 'no-road';
    if (code !== 'Ok') throw travelProblem('routing-answer-wrong', { detail: `${server}: ${code} ${message ?? ''}` });
    const matrix = z.array(z.array(figure).length(size.destinations)).length(size.origins);
    const { durations, distances } = inShape(server, z.object({ durations: matrix, distances: matrix }), answer.body);
    return durations.map((row, i) =>
      row.map((seconds, j) => {
        if (seconds === null) return null;
        const metres = distances[i]![j]!;
        return { minutes: Math.round(seconds / 60), kilometres: metres === null ? null : Math.round(metres / 100) / 10 };
      }),
    );
  },
};

/** GET and POST /v1/attendance: where officers are on which weekdays, for staff who plan; without names. */
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { type Actor, execute, type Role } from '../../../platform/auth/index.ts';
import { day } from '../../../platform/clock/index.ts';
import { csvStream, endpoint, type Endpoint, pageOf, wantsCsv } from '../../../platform/http/index.ts';
import { Problem } from '../../../platform/problem/index.ts';
import { importSupply, previewImport } from '../import-supply.ts';
import type { Meetings } from '../meetings.ts';
import { meetingsProblem } from '../problems.ts';
import { countAttendanceOf, listAttendanceOf, listedAttendance } from '../store/attendance-list.ts';
import { requestKey } from './meetings-api.ts';

const readers = ['planner', 'analyst', 'administrator'] as const satisfies readonly Role[];
/** So many faults of a file are told; with more, it is looked through anyway. */
const mostFaults = 100;

export function attendanceApi(m: Meetings): Endpoint[] {
  return [list(m), readIn(m)];
}

function list({ house }: Meetings): Endpoint {
  return endpoint({
    method: 'GET',
    url: '/v1/attendance',
    kind: 'api',
    access: readers,
    tag: 'meetings',
    alsoAs: ['text/csv'],
    summary: 'At which place officers are on which weekdays, where that is not their own place; without names',
    query: z.object({
      place: z.uuid().optional(),
      officer: z.uuid().optional(),
      on: day.optional(),
      limit: z.coerce.number().int().min(1).max(1000).default(100),
      offset: z.coerce.number().int().min(0).max(1_000_000).default(0),
    }),
    answer: z.object({ items: z.array(listedAttendance), total: z.number(), next: z.string().nullable() }),
    async handle(request, reply) {
      const { place, officer, on, limit, offset } = request.query;
      const filter = { placeId: place, officerId: officer, on };
      if (wantsCsv(request)) {
        return csvStream(reply, Object.keys(listedAttendance.shape), await listAttendanceOf(house.db, filter));
      }
      const items = await listAttendanceOf(house.db, filter, { limit, offset });
      return pageOf(request, items, await countAttendanceOf(house.db, filter), { limit, offset });
    },
  });
}

function readIn(m: Meetings): Endpoint {
  return endpoint({
    method: 'POST',
    url: '/v1/attendance',
    kind: 'api',
    access: importSupply.roles,
    tag: 'meetings',
    summary: 'Read officers’ time from CSV, in the columns of /supply/export.csv: all of it, or nothing and why',
    takes: 'text/csv',
    body: z.string().min(1),
    answer: z.object({ officerIds: z.array(z.uuid()), changed: z.number().int() }),
    async handle(request) {
      const input = { text: request.body, format: 'csv', officerId: null } as const;
      const { resources, changed } = await refusing(m, request.actor, input, () =>
        execute(m.house, request.actor, importSupply, input, requestKey(request as FastifyRequest)),
      );
      m.picture.tell(resources);
      return { officerIds: resources, changed };
    },
  });
}

/** A file that is refused is refused by its lines. */
async function refusing<Result>(
  { house }: Meetings,
  actor: Actor,
  input: Parameters<typeof previewImport>[2],
  run: () => Promise<Result>,
): Promise<Result> {
  try {
    return await run();
  } catch (error) {
    if (!(error instanceof Problem) || error.code !== 'import-refused') throw error;
    const { faults } = await previewImport(house, actor, input);
    const fields = faults.slice(0, mostFaults).map(({ line, code }) => ({ field: `line ${line}`, expected: code }));
    throw meetingsProblem('import-refused', { ...error.details, fields });
  }
}

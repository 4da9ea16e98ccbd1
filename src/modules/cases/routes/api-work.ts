/** The work list over the API, for officers' own tools. */
import { z } from 'zod';
import type { House } from '../../../platform/auth/index.ts';
import { endpoint, type Endpoint } from '../../../platform/http/index.ts';
import { problem } from '../../../platform/problem/index.ts';
import { workAnswer, workQuery } from '../api-answers.ts';
import { workList } from '../work-list.ts';
import { staff } from './person.ts';
import { cursorText, readCursor } from './work.ts';

export function workApi(house: House): Endpoint[] {
  return [
    endpoint({
      method: 'GET',
      url: '/v1/work-items',
      kind: 'api',
      access: staff,
      tag: 'work',
      summary: 'What is to be done in the cases, by last day; protected persons are not in it',
      query: workQuery,
      answer: z.object({ items: z.array(workAnswer), next: z.string().nullable() }),
      async handle(request) {
        const { after, limit, mine, ...filter } = request.query;
        const cursor = after === undefined ? null : readCursor(after);
        if (after !== undefined && cursor === null) {
          throw problem('invalid-input', { fields: [{ field: 'after', expected: 'next of the answer before' }] });
        }
        const asked = { ...given(filter), mine: mine === 'true' };
        const { rows, next } = await workList(house.db, request.actor, asked, cursor, limit);
        return { items: rows, next: next === null ? null : cursorText(next) };
      },
    }),
  ];
}

/** Without what was not asked for. */
function given<Fields extends object>(fields: Fields): { [Name in keyof Fields]?: Exclude<Fields[Name], undefined> } {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as ReturnType<
    typeof given<Fields>
  >;
}

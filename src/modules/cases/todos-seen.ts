/** What is open about a person, as one viewer may see it. */
import { type Actor, hasRole } from '../../platform/auth/index.ts';
import type { Database } from '../../platform/db/index.ts';
import { parseUuid, type Uuid } from '../../platform/ids/index.ts';
import { namesFor } from '../people/index.ts';
import { protectionTold } from './save-step.ts';
import { listTodos, type Todo } from './store/todo.ts';

/** Of what a helper has told there is no named officer yet: all who look after protected persons may know. */
export const seesTold = (viewer: Actor): boolean => hasRole(viewer, ['protection-officer']);

export interface SeenTodo extends Todo {
  /** Whom it names besides the person that it is about; null for all but a conflict of numbers. */
  other: { personId: Uuid; name: string } | null;
}

/**
 * Open to-dos of a person in the order of `listTodos`, without what would tell of a protected identity to others than those who may
 * know: one that names someone whom the viewer may not know of, and that a helper has told of protection. Ask for standing first.
 */
export async function todosSeen(db: Database, viewer: Actor, personId: Uuid): Promise<SeenTodo[]> {
  const todos = (await listTodos(db, personId)).map((todo) => ({
    todo,
    otherId: parseUuid(String(todo.details['otherPersonId'])),
  }));
  const names = await namesFor(
    db,
    viewer,
    todos.flatMap(({ otherId }) => otherId ?? []),
  );
  return todos.flatMap(({ todo, otherId }): SeenTodo[] => {
    if (todo.kind === protectionTold && !seesTold(viewer)) return [];
    const known = otherId === null ? undefined : names.get(otherId);
    // Someone who has been erased since is in no list of names, and stands in the way of nothing.
    if (otherId === null || known === undefined) return [{ ...todo, other: null }];
    return known.masked ? [] : [{ ...todo, other: { personId: otherId, name: known.name } }];
  });
}

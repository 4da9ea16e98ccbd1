/** What may be said of a place's queue to everyone: tickets, counters and waits, and nobody. */
import { localTime, type TimeOfDay } from '../../platform/clock/index.ts';
import type { Database } from '../../platform/db/index.ts';
import type { Uuid } from '../../platform/ids/index.ts';
import { type PlaceQueue, waitNow } from './place-queue.ts';
import type { Wait } from './rules/expected-wait.ts';
import { listServices } from './store/services.ts';
import type { Names } from './store/shapes.ts';
import { listTopics } from './store/topics.ts';
import type { PlainDate } from '../../platform/clock/index.ts';

export interface QueueFacts {
  /** When it was so. */
  time: TimeOfDay;
  services: readonly { id: Uuid; letter: string; names: Names; waiting: number; wait: Wait }[];
  /** The newest first. */
  calls: readonly { ticket: string; counter: string; calls: number }[];
  /** Tickets of those who are called next. */
  next: readonly string[];
}

const nextShown = 5;

export function queueFacts(queue: PlaceQueue): QueueFacts {
  return {
    time: localTime(queue.now).time,
    services: queue.services.map(({ id, letter, names }) => ({
      id,
      letter,
      names,
      waiting: queue.waiting.filter(({ serviceId }) => serviceId === id).length,
      wait: waitNow(queue, id),
    })),
    calls: queue.calls.map(({ ticket, counter, calls }) => ({ ticket, counter, calls })),
    next: queue.waiting.slice(0, nextShown).map(({ ticket }) => ticket),
  };
}

/** A topic that one can come about at a place, and in which line one waits for it. */
export interface TopicChoice {
  /** `<service>:<topic>`, as a form sends it. */
  value: string;
  topic: string;
  agency: string;
  names: Names;
}

/** The topics of the place's lines, each once, in the topics' own order; a topic of several lines is in the first by letter. */
export async function topicChoices(db: Database, placeId: Uuid, on: PlainDate): Promise<TopicChoice[]> {
  const [services, topics] = await Promise.all([listServices(db, placeId), listTopics(db, on)]);
  return topics.flatMap(({ code, agency, names }) => {
    const service = services.find((one) => one.topics.includes(code));
    return service === undefined ? [] : [{ value: `${service.id}:${code}`, topic: code, agency, names }];
  });
}

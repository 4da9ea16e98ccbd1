/** Tells the browsers in a room what happens there, whichever process they are connected to. */
import { type Clock, type Instant, later } from '../../platform/clock/index.ts';
import { type Database, listen } from '../../platform/db/index.ts';
import { isSeated, noteRoom, type Seat, seatsPresent, seeSeat, signalsTo, videoChannel } from './store/video.ts';

/** Who was not seen for so long has gone. */
const goneAfterMs = 12_000;
const seenEveryMs = 4000;

export interface Present {
  id: string;
  part: Seat['part'];
  isIn: boolean;
}

/** A line to one browser. */
export interface Line {
  send(event: string, data: unknown, id?: string): void;
  closed: Promise<void>;
  end(): void;
}

export interface LiveRooms {
  /** Serves a seat's line for as long as someone has the seat: who is there, and the signals after the last that it has seen. */
  serve(line: Line, seat: Seat, lastSeen: string | null): Promise<void>;
  close(): Promise<void>;
}

export function openLiveRooms(source: { db: Database; url: string; clock: Clock }, onError: (error: unknown) => void): LiveRooms {
  const { db, clock } = source;
  const looks = new Set<() => void>();
  const listener = listen(source.url, videoChannel, () => looks.forEach((look) => look()));
  return {
    async serve(line, seat, lastSeen) {
      let after = lastSeen !== null && /^\d{1,18}$/.test(lastSeen) ? lastSeen : '0';
      let shown = '';
      const look = oneAtATime(async () => {
        if (!(await isSeated(db, seat, clock.now()))) return line.end();
        const present = await whoIsPresent(db, seat.roomId, clock.now());
        const now = JSON.stringify(present);
        if (now !== shown) line.send('present', present);
        shown = now;
        for (const { id, from, body } of await signalsTo(db, seat.roomId, seat.id, after)) {
          line.send('signal', { from, body }, id);
          after = id;
        }
      }, onError);
      const see = async (): Promise<void> => {
        await seeSeat(db, seat.roomId, seat.id, clock.now());
        look();
      };
      looks.add(look);
      const seeing = setInterval(() => void see().catch(onError), seenEveryMs);
      await see();
      await noteRoom(db);
      await line.closed;
      clearInterval(seeing);
      looks.delete(look);
      await seeSeat(db, seat.roomId, seat.id, null);
      await noteRoom(db);
    },
    close: () => listener.close(),
  };
}

async function whoIsPresent(db: Database, roomId: string, now: Instant): Promise<Present[]> {
  const seats = await seatsPresent(db, roomId, later(now, -goneAfterMs));
  return seats.map(({ id, part, admittedAt }) => ({ id, part, isIn: admittedAt !== null }));
}

/** Runs the work now, or once more when it is under way. */
function oneAtATime(work: () => Promise<void>, onError: (error: unknown) => void): () => void {
  let running = false;
  let again = false;
  const run = async (): Promise<void> => {
    running = true;
    do {
      again = false;
      await work();
    } while (again);
  };
  return () => {
    again = true;
    if (running) return;
    run()
      .catch(onError)
      .finally(() => {
        running = false;
      });
  };
}

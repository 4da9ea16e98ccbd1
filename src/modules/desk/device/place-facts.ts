/** What a device keeps of a place to go on without network. No imports: browsers load it. */

type Names = Readonly<Record<string, string>>;

/** A visit that the officer serves as the network goes. */
export interface VisitInHand {
  visitId: string;
  ticket: string;
  topic: string;
  state: string;
  counterId: string | null;
}

export interface PlaceFacts {
  placeName: string;
  services: readonly { id: string; letter: string; names: Names; topics: readonly string[] }[];
  topics: readonly { code: string; agency: string; names: Names }[];
  counters: readonly { id: string; name: string }[];
  /** By agency: the tasks of the agreement in force, and its own words. */
  agreed: Readonly<Record<string, { tasks: readonly string[]; words: string }>>;
  inHand: readonly VisitInHand[];
}

/** What was refused and nobody has looked at yet. */
export interface RefusedThere {
  deviceId: string;
  /** The device's code. */
  code: string;
  seq: number;
  kind: string;
  at: string;
  /** What happened, and what to do, in the page's language. */
  title: string;
  todo: string;
}

/** The service's answer to "is there a network, and what is new". */
export interface DeskState {
  now: string;
  csrf: string;
  by: string;
  /** Base64 of the key that operations are sealed to. */
  publicKey: string;
  /** The number of the device's next operation, as the service knows it. */
  next: number;
  /** Null until the device is enrolled. */
  deviceCode: string | null;
  refused: readonly RefusedThere[];
  facts: PlaceFacts;
}

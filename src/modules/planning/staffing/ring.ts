/** A line of meetings in the order in which they were put there, in typed arrays that grow. */

export interface Ring {
  count: number;
  /** Minutes of all that stand in it. */
  work: number;
  put(job: number, release: number, minutes: number): void;
  /** Of the first one; undefined behaviour when there is none. */
  job(): number;
  release(): number;
  minutes(): number;
  take(): void;
}

export function ringOf(): Ring {
  let size = 1024;
  let jobs = new Int32Array(size);
  let releases = new Float64Array(size);
  let lengths = new Float64Array(size);
  let head = 0;
  const grow = (): void => {
    const moved = <Kept extends Int32Array | Float64Array>(from: Kept, to: Kept): Kept => {
      to.set(from.subarray(head), 0);
      to.set(from.subarray(0, head), size - head);
      return to;
    };
    jobs = moved(jobs, new Int32Array(2 * size));
    releases = moved(releases, new Float64Array(2 * size));
    lengths = moved(lengths, new Float64Array(2 * size));
    head = 0;
    size *= 2;
  };
  const ring: Ring = {
    count: 0,
    work: 0,
    put(job, release, minutes) {
      if (ring.count === size) grow();
      const at = (head + ring.count) & (size - 1);
      jobs[at] = job;
      releases[at] = release;
      lengths[at] = minutes;
      ring.count += 1;
      ring.work += minutes;
    },
    job: () => jobs[head]!,
    release: () => releases[head]!,
    minutes: () => lengths[head]!,
    take() {
      ring.work -= lengths[head]!;
      ring.count -= 1;
      if (ring.count === 0) ring.work = 0;
      head = (head + 1) & (size - 1);
    },
  };
  return ring;
}

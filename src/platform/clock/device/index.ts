/**
 * The clocks of a browser. By itself and without imports, since browsers load it; the service has ../index.ts.
 * `wall` can be set by whoever holds the device; `steady` cannot, but begins anew with each page and may stand still while the device sleeps.
 */
export const deviceClock = {
  /** Milliseconds since 1970 as the device has it. */
  wall: (): number => Date.now(),
  /** Milliseconds since the page was opened. */
  steady: (): number => performance.now(),
};

/** Milliseconds since 1970 as an instant in UTC: '2020-02-14T08:00:00.000Z'. */
export function instantOf(milliseconds: number): string {
  return new Date(milliseconds).toISOString();
}

/** An instant as milliseconds since 1970; NaN when it is none. */
export function millisecondsOf(at: string): number {
  return Date.parse(at);
}

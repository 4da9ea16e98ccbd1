/** Lets so many go at a time; the others wait for their turn, in the order in which they came. */
export function turns(atOnce: number): <T>(ask: () => Promise<T>) => Promise<T> {
  let going = 0;
  const waiting: (() => void)[] = [];
  return async (ask) => {
    if (going >= atOnce) await new Promise<void>((go) => waiting.push(go));
    else going += 1;
    try {
      return await ask();
    } finally {
      // Whoever waits takes over the place; it is given up when nobody does.
      const next = waiting.shift();
      if (next === undefined) going -= 1;
      else next();
    }
  };
}

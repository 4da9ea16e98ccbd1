/** Waits for the thing itself: looks until it is there. Throws when it has not come after so many seconds, far more than it takes. */
export async function until(look: () => boolean | Promise<boolean>, seconds = 60): Promise<void> {
  for (let tries = 0; tries < seconds * 20; tries += 1) {
    if (await look()) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('it did not come');
}

/** What planning tells the modules to its right. */
import type { Event } from '../../platform/outbox/index.ts';
import type { Uuid } from '../../platform/ids/index.ts';

export const eventTypes = { scenarioDecided: 'planning.scenario-decided' } as const;

export const planningEvents = {
  /** Everything that a scenario says has been written into the register. */
  scenarioDecided: (scenarioId: Uuid): Event => ({
    aggregate: `scenario:${scenarioId}`,
    type: eventTypes.scenarioDecided,
    payload: { scenarioId },
  }),
} as const;

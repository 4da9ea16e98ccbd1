import { z } from 'zod';
import { command } from '../../platform/auth/index.ts';
import { moment } from '../../platform/clock/index.ts';
import { requireDesk } from './access.ts';
import { arrivalInput, arrive } from './arrive.ts';
import { priorities } from './kinds.ts';
import { happenedAt, notedInput } from './noted.ts';
import { uuid } from './setup-input.ts';
import { ticketOf } from './visit-act.ts';

/**
 * Someone has come: they get a ticket and wait. Nothing says who they are. The same visitId again is the same visit. Throws service-unknown,
 * topic-unknown and, for another visit with the label of a device, ticket-taken.
 */
export const noteArrival = command({
  name: 'desk.note-arrival',
  roles: ['desk-officer'],
  input: z.object({
    placeId: uuid,
    visitId: uuid.optional(),
    ...arrivalInput,
    bookedFor: moment.nullable().default(null),
    priority: z.enum(priorities).nullable().default(null),
    ticket: ticketOf.optional(),
    repeatKey: z
      .string()
      .regex(/^[0-9a-f]{64}$/, 'a keyed hash in hex')
      .nullish(),
    noted: notedInput,
  }),
  async run(context, input) {
    const { placeId } = await requireDesk(context.tx, context.actor, input.placeId, context.today, ['host', 'counter']);
    const { noted, repeatKey, ...rest } = input;
    return arrive(context, {
      ...rest,
      placeId,
      visitId: input.visitId ?? context.newId(),
      ticket: input.ticket ?? null,
      at: happenedAt(noted, context.now),
      deviceId: noted?.deviceId ?? null,
      repeatKey: repeatKey == null ? null : Buffer.from(repeatKey, 'hex'),
    });
  },
});

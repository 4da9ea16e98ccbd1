import { z } from 'zod';
import { command, roles } from '../../platform/auth/index.ts';
import { arrivalInput, arrive } from './arrive.ts';
import { deskProblem } from './problems.ts';
import { findKiosk } from './store/devices.ts';
import { hashOfKey } from './ticket-key.ts';

/** A visitor takes a ticket at a kiosk in the hall. Throws kiosk-unknown, service-unknown and topic-unknown. */
export const takeTicket = command({
  name: 'desk.take-ticket',
  roles,
  input: z.object({ key: z.string().min(1).max(100), ...arrivalInput }),
  async run(context, { key, ...facts }) {
    const kiosk = await findKiosk(context.tx, hashOfKey(key));
    if (kiosk === null) throw deskProblem('kiosk-unknown');
    return arrive(context, {
      ...facts,
      placeId: kiosk.placeId,
      visitId: context.newId(),
      ticket: null,
      at: context.now,
      deviceId: null,
      bookedFor: null,
      priority: null,
      repeatKey: null,
    });
  },
});

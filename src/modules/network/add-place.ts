import { z } from 'zod';
import { command } from '../../platform/auth/index.ts';
import { violatedConstraint } from '../../platform/db/index.ts';
import { networkEvents } from './events.ts';
import { accessibility } from './kinds.ts';
import { networkProblem } from './problems.ts';
import { insertPlace, type PlaceFacts, recordPlace } from './store/places.ts';
import { touchRegister } from './store/version.ts';
import { writeEstimates } from './travel/index.ts';

const optionalText = z
  .string()
  .trim()
  .max(200)
  .transform((text) => (text === '' ? null : text))
  .nullable();

export const placeInput = z.object({
  name: z.string().trim().min(1, 'a name').max(200),
  municipalityCode: z.string().regex(/^\d{4}$/, 'a municipality code of four digits'),
  localityCode: optionalText,
  street: optionalText,
  postalCode: optionalText,
  latitude: z.number('degrees north, e.g. 64.26').min(55).max(70),
  longitude: z.number('degrees east, e.g. 16.41').min(10).max(25),
  accessibility,
});

/** Adds a place to the register; it offers nothing until a presence is opened there. */
export const addPlace = command({
  name: 'network.add-place',
  roles: ['planner', 'administrator'],
  input: placeInput.extend({
    code: z.string().regex(/^[a-z0-9][a-z0-9-]{1,60}$/, 'small letters, digits and hyphens, e.g. af-2425-2'),
  }),
  async run({ tx, actor, now, newId }, { code, ...facts }) {
    const id = newId();
    await writePlace(async () => {
      await insertPlace(tx, id, code);
      await recordPlace(tx, { id: newId(), placeId: id, facts, at: now, by: actor.name });
    }, facts);
    await writeEstimates(tx, [id], now);
    await touchRegister(tx);
    return {
      result: { placeId: id },
      subject: `place:${id}`,
      details: { code, ...facts },
      events: [networkEvents.placeLocated(id)],
    };
  },
});

/** Runs a write of a place; the database's refusals become problems that say what is wrong. */
export async function writePlace(write: () => Promise<void>, facts: PlaceFacts): Promise<void> {
  try {
    await write();
  } catch (error) {
    const constraint = violatedConstraint(error);
    if (constraint === 'place_code_key') throw networkProblem('place-code-taken');
    if (constraint === 'place_record_municipality_code_fkey') {
      throw networkProblem('municipality-unknown', { params: { code: facts.municipalityCode } });
    }
    if (constraint === 'place_record_locality_code_fkey') {
      throw networkProblem('locality-unknown', { params: { code: facts.localityCode ?? '' } });
    }
    throw error;
  }
}

import { z } from 'zod';
import { command } from '../../platform/auth/index.ts';
import { type Transaction, violatedConstraint } from '../../platform/db/index.ts';
import { problem } from '../../platform/problem/index.ts';
import { networkEvents } from './events.ts';
import { accessibility } from './kinds.ts';
import { networkProblem } from './problems.ts';
import {
  inputOf,
  knownPostalCode,
  latitude,
  localityCode,
  localityIn,
  longitude,
  municipalityCode,
  numberOf,
  placeCode,
  placeName,
  street,
} from './register-file/place-values.ts';
import { findLocality } from './store/geography.ts';
import { insertPlace, type PlaceFacts, recordPlace } from './store/places.ts';
import { touchRegister } from './store/version.ts';
import { writeEstimates } from './travel/index.ts';

/** Null or an empty text: not known. */
export const placeInput = z.object({
  name: inputOf(placeName),
  municipalityCode: inputOf(municipalityCode),
  localityCode: inputOf(localityCode).nullable(),
  street: inputOf(street).nullable(),
  postalCode: inputOf(knownPostalCode).nullable(),
  latitude: numberOf(latitude, 'degrees north, e.g. 64.26'),
  longitude: numberOf(longitude, 'degrees east, e.g. 16.41'),
  accessibility,
});

/** Adds a place to the register; it offers nothing until a presence is opened there. */
export const addPlace = command({
  name: 'network.add-place',
  roles: ['planner', 'administrator'],
  input: placeInput.extend({ code: inputOf(placeCode) }),
  async run({ tx, actor, now, newId }, { code, ...facts }) {
    const id = newId();
    await writePlace(tx, facts, async () => {
      await insertPlace(tx, id, code);
      await recordPlace(tx, { id: newId(), placeId: id, facts, at: now, by: actor.name });
    });
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

/**
 * Runs a write of a place; the database's refusals become problems that say what is wrong.
 * Throws place-code-taken, municipality-unknown, locality-unknown, invalid-input (a locality of another municipality).
 */
export async function writePlace(tx: Transaction, facts: PlaceFacts, write: () => Promise<void>): Promise<void> {
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
  const locality = facts.localityCode === null ? null : await findLocality(tx, facts.localityCode);
  if (locality === null || locality.municipalityCode === facts.municipalityCode) return;
  throw problem('invalid-input', {
    fields: [{ field: 'localityCode', expected: localityIn(facts.municipalityCode, locality.municipalityCode) }],
  });
}

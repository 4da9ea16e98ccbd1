import { describe, expect, it } from 'vitest';
import { identifications } from '../kinds.ts';
import { fileOpeningReason, openingReasons, refuseOpening } from './file-opening-reason.ts';

describe(fileOpeningReason.id, () => {
  it('a reason or an identification, and "other" in words', () => {
    expect(refuseOpening({ reason: null, reasonText: 'because', identification: null })).toBe('file-reason-required');
    expect(refuseOpening({ reason: 'other', reasonText: '  ', identification: null })).toBe('other-in-words');
    expect(refuseOpening({ reason: 'other', reasonText: '', identification: 'known' })).toBe('other-in-words');
    expect(refuseOpening({ reason: 'other', reasonText: 'moved here', identification: null })).toBeNull();
  });

  it.each(openingReasons.filter((reason) => reason !== 'other'))('%s is enough', (reason) => {
    expect(refuseOpening({ reason, reasonText: '', identification: null })).toBeNull();
  });

  it.each(identifications)('%s is enough', (identification) => {
    expect(refuseOpening({ reason: null, reasonText: '', identification })).toBeNull();
  });
});

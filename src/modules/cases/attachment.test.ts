/** Files to a registration: what they are is seen from their content; they go where the registration goes. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { testHouse } from '../../../test/database.ts';
import { execute } from '../../platform/auth/index.ts';
import { fillIn, jobseeker, startDeciding } from './fixtures.ts';
import { addAttachment, discardDraft, removeAttachment, submitRegistration } from './index.ts';
import { fileName, fileType } from './registration/file-type.ts';
import { findAttachment, listAttachments } from './store/attachment.ts';

const house = await testHouse('country');
await startDeciding(house);
const pdf = Buffer.from('%PDF-1.7\nprov');

async function filled() {
  const person = await jobseeker(house, 'Bilaga');
  const draft = await fillIn(house, person);
  const { personId, actor } = person;
  const add = (content: Uint8Array, name = 'betyg.pdf', key: string | null = null) =>
    execute(house, actor, addAttachment, { personId, draftId: draft.draftId, name, content }, key);
  return { ...person, ...draft, add, list: () => listAttachments(house.db, personId, draft.draftId) };
}

describe('a file', () => {
  it('is kept with what it is, and belongs to the registration when it is sent in', async () => {
    const { actor, personId, draftId, version, add, list } = await filled();
    const { attachmentId } = await add(pdf, '../../hemma/mitt\u202Ebetyg.exe.pdf');
    expect(await list()).toMatchObject([
      { id: attachmentId, name: 'mittbetyg.exe.pdf', mediaType: 'application/pdf', size: pdf.length },
    ]);
    expect((await findAttachment(house.db, personId, attachmentId))!.content.equals(pdf)).toBe(true);
    const { registrationId } = await execute(house, actor, submitRegistration, { personId, draftId, version });
    expect(await listAttachments(house.db, personId, registrationId)).toHaveLength(1);
    // What was sent in stays.
    await expect(execute(house, actor, removeAttachment, { personId, draftId, attachmentId })).rejects.toMatchObject({
      code: 'draft-unknown',
    });
  });

  it('of another type than its name says, empty, too large or one too many is refused', async () => {
    const { add } = await filled();
    await expect(add(Buffer.from('MZ program'))).rejects.toMatchObject({ code: 'attachment-type', status: 415 });
    await expect(add(Buffer.alloc(0))).rejects.toMatchObject({ code: 'attachment-empty' });
    const large = Buffer.alloc(10 * 1024 * 1024 + 1);
    pdf.copy(large);
    await expect(add(large)).rejects.toMatchObject({ code: 'attachment-too-large', status: 413 });
    for (let index = 0; index < 10; index += 1) await add(pdf);
    await expect(add(pdf)).rejects.toMatchObject({ code: 'attachments-full' });
  });

  it('sent twice with one key is kept once, and another file with that key is refused', async () => {
    const { add, list } = await filled();
    const key = house.newId();
    await Promise.all([add(pdf, 'a.pdf', key), add(pdf, 'a.pdf', key)]);
    expect(await list()).toHaveLength(1);
    await expect(add(Buffer.from('%PDF-2.0'), 'a.pdf', key)).rejects.toMatchObject({ code: 'request-repeated' });
  });

  it('is taken back, and goes with the draft when that is thrown away', async () => {
    const { actor, personId, draftId, add, list } = await filled();
    const { attachmentId } = await add(pdf);
    await execute(house, actor, removeAttachment, { personId, draftId, attachmentId });
    await expect(execute(house, actor, removeAttachment, { personId, draftId, attachmentId })).rejects.toMatchObject({
      code: 'attachment-unknown',
    });
    await add(pdf);
    await execute(house, actor, discardDraft, { personId, draftId });
    expect(await list()).toEqual([]);
  });

  it('of another person is not there', async () => {
    const mine = await filled();
    const theirs = await filled();
    const { attachmentId } = await theirs.add(pdf);
    const take = { personId: mine.personId, draftId: mine.draftId, attachmentId };
    await expect(execute(house, mine.actor, removeAttachment, take)).rejects.toMatchObject({ code: 'attachment-unknown' });
    expect(await theirs.list()).toHaveLength(1);
  });

  it('any bytes and any name are read', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 32 }), fc.string({ unit: 'binary' }), (bytes, name) => {
        expect([null, 'application/pdf', 'image/jpeg', 'image/png']).toContain(fileType(bytes));
        const kept = fileName(name);
        expect(kept.length).toBeGreaterThan(0);
        expect(kept.length).toBeLessThanOrEqual(100);
        expect(kept).not.toMatch(/[\p{Cc}"/\\]/u);
      }),
    );
  });
});

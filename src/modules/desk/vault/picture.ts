/** Photographs of documents: turned the right way up, bounded, and without what a camera adds (where and when it was, by which device). */
import sharp from 'sharp';
import { deskProblem } from '../problems.ts';

/** A photographed page is read well at this size: A4 at about 300 points to the inch is 2480 × 3508. */
const longestSide = 3600;
/** More points than any telephone takes; a small file can claim to be far larger than memory. */
const mostPixels = 120_000_000;

// One picture at a time on one thread each: pictures come seldom, and each needs its points in memory.
sharp.cache(false);
sharp.concurrency(1);

export const pictureLimits = { bytes: 20_971_520 };

/**
 * The picture as it is kept, in the format in which it came. Metadata go: sharp writes none unless it is asked to. Throws
 * document-unreadable for what is damaged or claims to be too large.
 */
export async function keptPicture(received: Buffer, mediaType: 'image/png' | 'image/jpeg'): Promise<Buffer> {
  const picture = sharp(received, { limitInputPixels: mostPixels, failOn: 'error' })
    .autoOrient()
    .resize({ width: longestSide, height: longestSide, fit: 'inside', withoutEnlargement: true });
  const written = mediaType === 'image/png' ? picture.png({ compressionLevel: 9 }) : picture.jpeg({ quality: 85 });
  try {
    return await written.toBuffer();
  } catch {
    throw deskProblem('document-unreadable');
  }
}

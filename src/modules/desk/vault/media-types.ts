/** What is taken, by content. */
export const mediaTypes = ['application/pdf', 'image/png', 'image/jpeg'] as const;
export type DocumentType = (typeof mediaTypes)[number];

/** What a file is, by its content, and a name for it that does no harm. */
export { cleanFileName, isPlainText, isWorkbook, type MediaType, mediaTypeOf } from './file-type.ts';

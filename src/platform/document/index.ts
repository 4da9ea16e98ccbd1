/** Documents for people: tagged PDF, made from a source of ours and data that are never part of it. */
export { pdfDocument, type PdfDocument, type PdfSection } from './document.ts';
export { renderPdf } from './render.ts';

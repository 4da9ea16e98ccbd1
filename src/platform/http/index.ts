/** Fastify, schema first. A module declares endpoints; app lists them; this folder serves them. */
export { endpoint, type Endpoint, type Request } from './endpoint.ts';
export { createServer, type Server, type ServerOptions } from './server.ts';
export type { TypedForm } from './unsent-form.ts';
export type { StreamedUpload, StreamLimits } from './streamed-upload.ts';
export type { Upload, UploadLimits } from './upload.ts';
export { problemShape, type ProblemWords } from './problems.ts';
export { csvStream, etagMatches, pageOf, type Page, wantsCsv } from './answers.ts';
export { acceptedType } from './accept.ts';
export { lastEventId, openStream, type Stream } from './stream.ts';

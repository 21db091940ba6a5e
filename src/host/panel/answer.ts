import type { Handlers, ReplyMessage, RequestMessage } from '../../protocol';

/** Runs the handler of one request. A failure is an answer too: `describe` turns it into the user's words. */
export async function answer(handlers: Handlers, request: RequestMessage, signal: AbortSignal, describe: (error: unknown) => string): Promise<ReplyMessage> {
  // The union of requests does not tell the compiler that handler and parameters belong together.
  const handle = handlers[request.name] as (params: RequestMessage['params'], signal: AbortSignal) => Promise<unknown>;
  try {
    return { type: 'reply', seq: request.seq, ok: true, result: await handle(request.params, signal) };
  } catch (error) {
    return { type: 'reply', seq: request.seq, ok: false, error: describe(error) };
  }
}

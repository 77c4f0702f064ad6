import { answer, api, Refusal } from '../api.ts';
import type { Bitext, ChangeResult, Job } from './model.ts';

export interface EventHandlers {
  change?(result: ChangeResult): void;
  /** null: it was removed. */
  bitext?(bitext: Bitext | null): void;
  progress?(job: Job): void;
  /** The connection is back after it was lost. */
  resumed?(): void;
}

const pollEvery = 1000;

/**
 * Follows a bitext's events. While the stream cannot be had (a proxy holds it back, the server is away), the bitext's
 * own state is asked for instead until a stream is there again.
 */
export function openEvents(id: string, handlers: EventHandlers): { close(): void } {
  let source = connect();
  let polling: ReturnType<typeof setInterval> | undefined;
  let broken = false;

  async function poll() {
    try {
      const bitext = await answer(api.bitexts[':id'].$get({ param: { id } }));
      if (bitext.job !== null) handlers.progress?.(bitext.job);
      handlers.bitext?.(bitext);
      // An answer that was no stream ends an EventSource for good.
      if (source.readyState === EventSource.CLOSED) source = connect();
    } catch (error) {
      // Nobody answers: the next round asks again. A refusal is final.
      if (error instanceof Refusal && error.status < 500) stop();
    }
  }

  function stop() {
    clearInterval(polling);
    polling = undefined;
  }

  function connect(): EventSource {
    const stream = new EventSource(`/api/v1/bitexts/${encodeURIComponent(id)}/events`);
    stream.onopen = () => {
      stop();
      if (broken) handlers.resumed?.();
      broken = false;
    };
    stream.onerror = () => {
      broken = true;
      polling ??= setInterval(() => void poll(), pollEvery);
    };
    stream.addEventListener('change', (event) => handlers.change?.(JSON.parse(event.data)));
    stream.addEventListener('bitext', (event) => handlers.bitext?.(JSON.parse(event.data)));
    stream.addEventListener('progress', (event) => handlers.progress?.(JSON.parse(event.data)));
    return stream;
  }

  return {
    close() {
      stop();
      source.close();
    },
  };
}

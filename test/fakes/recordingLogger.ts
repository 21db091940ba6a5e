import type { Logger } from '../../src/core/ports';

type Level = 'trace' | 'debug' | 'info' | 'warn' | 'error';

/** Keeps what is logged. */
export class RecordingLogger implements Logger {
  readonly entries: { level: Level; message: string }[] = [];

  trace = this.#record('trace');
  debug = this.#record('debug');
  info = this.#record('info');
  warn = this.#record('warn');
  error = this.#record('error');

  messages(level: Level): string[] {
    return this.entries.filter((entry) => entry.level === level).map((entry) => entry.message);
  }

  #record(level: Level) {
    return (message: string | Error): void => {
      this.entries.push({ level, message: String(message) });
    };
  }
}

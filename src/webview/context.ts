import type { ReaderOptions, ReaderStrings } from '../protocol';
import type { HostClient } from './hostClient';

/** What every part of the page needs. */
export interface PageContext {
  readonly host: HostClient;
  readonly strings: ReaderStrings;
  options: ReaderOptions;
  /** Says something short near an element, and to screen readers; gone after a moment. */
  say(text: string, near?: Element, action?: { readonly label: string; run(): void }): void;
  /** Goes to an element of the text, so that "back" comes back. */
  goTo(anchor: string): boolean;
  /** Opens another article in this panel, or aside. */
  openArticle(id: string, aside: boolean): void;
}

/** Runs what needs no answer; what fails is said on the page. */
export function run(context: PageContext, work: Promise<unknown>, near?: Element): void {
  work.catch((error: unknown) => context.say(error instanceof Error ? error.message : String(error), near));
}

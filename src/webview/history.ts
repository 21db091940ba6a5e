import type { Place } from '../protocol';

const longest = 50;

/** Where the reader came from, and where "back" came from. */
export class ReadingHistory {
  readonly #back: Place[];
  readonly #forward: Place[];

  constructor(back: readonly Place[] = [], forward: readonly Place[] = []) {
    this.#back = [...back];
    this.#forward = [...forward];
  }

  get back(): readonly Place[] {
    return this.#back;
  }

  get forward(): readonly Place[] {
    return this.#forward;
  }

  /** A jump is made from `here`. What lay ahead is over. */
  leave(here: Place): void {
    push(this.#back, here);
    this.#forward.length = 0;
  }

  /** The place before; `here` becomes the next one. */
  goBack(here: Place): Place | undefined {
    return move(this.#back, this.#forward, here);
  }

  goForward(here: Place): Place | undefined {
    return move(this.#forward, this.#back, here);
  }
}

function move(from: Place[], to: Place[], here: Place): Place | undefined {
  const place = from.pop();
  if (place) push(to, here);
  return place;
}

function push(places: Place[], place: Place): void {
  places.push(place);
  if (places.length > longest) places.shift();
}

import { atOnce, eachInSteps, type Steps } from '../util/slices';
import { SegmentBuilder } from './segmentBuilder';
import { readSegments, writeSegments } from './segmentFormat';
import type { TextSegment } from './textSegment';

/** Where the text of each post is, by its number; −1 where there is none. And the post of each document. */
export interface Places {
  readonly segmentOf: Int16Array;
  readonly documentOf: Int32Array;
  readonly posts: readonly Int32Array[];
}

interface Home {
  readonly part: TextSegment | SegmentBuilder;
  readonly document: number;
  readonly stamp: string;
}

const MOST_DOCUMENTS = 2048;
const MOST_BYTES = 48 * 2 ** 20;
/** Segments with fewer live documents are put together. */
const SMALL = 512;

/** Texts in segments: finished ones, and one that is being filled. */
export class SegmentStore {
  #finished: TextSegment[] = [];
  /** Full ones first; the last one takes what comes. */
  #builders: SegmentBuilder[] = [];
  #homes = new Map<string, Home>();
  #segments: readonly TextSegment[] | undefined;
  /** Another one after each change of where texts are. */
  #version = 0;
  #places: { readonly posts: ReadonlyMap<string, number>; readonly places: Places } | undefined;

  /** Restores what {@link serialise} kept; `undefined` when the bytes are of another version, or not whole. */
  static *loading(bytes: Uint8Array): Steps<SegmentStore | undefined> {
    const read = yield* readSegments(bytes);
    if (!read) return undefined;
    const store = new SegmentStore();
    for (const [place, part] of read.segments.entries()) {
      store.#finished.push(part);
      yield* eachInSteps(part.parts.ids, (id, document) => {
        const stamp = read.stamps[place]?.[document];
        if (stamp !== undefined) store.#homes.set(id, { part, document, stamp });
      });
    }
    return store;
  }

  get size(): number {
    return this.#homes.size;
  }

  get byteLength(): number {
    return this.segments().reduce((sum, { byteLength }) => sum + byteLength, 0);
  }

  stampOf(id: string): string | undefined {
    return this.#homes.get(id)?.stamp;
  }

  add(id: string, markdown: string, stamp: string): void {
    const last = this.#builders.at(-1);
    const isFull = !last || last.ids.length >= MOST_DOCUMENTS || last.textBytes >= MOST_BYTES;
    const part = isFull ? new SegmentBuilder() : last;
    if (isFull) this.#builders.push(part);
    part.add(id, markdown);
    this.#homes.set(id, { part, document: part.ids.length - 1, stamp });
    this.#segments = undefined;
    this.#forgetPlaces();
  }

  remove(id: string): void {
    if (this.#homes.delete(id)) this.#forgetPlaces();
  }

  /** Everything as segments; what is being filled is finished as far as it is. */
  segments(): readonly TextSegment[] {
    return (this.#segments ??= [...this.#finished, ...this.#builders.map((builder) => atOnce(builder.build()))]);
  }

  places(posts: ReadonlyMap<string, number>): Places {
    if (this.#places?.posts !== posts) this.#places = { posts, places: atOnce(this.#locating(posts)) };
    return this.#places.places;
  }

  /** Finds out with pauses what {@link places} would at once. */
  *locate(posts: ReadonlyMap<string, number>): Steps<void> {
    if (this.#places?.posts === posts) return;
    const version = this.#version;
    const places = yield* this.#locating(posts);
    if (version === this.#version) this.#places = { posts, places };
  }

  /** Finishes what is being filled, drops what was replaced and puts small segments together. Pauses between. */
  *settle(): Steps<void> {
    for (let builder = this.#builders[0]; builder; builder = this.#builders[0]) {
      const count = builder.ids.length;
      const segment = yield* builder.build();
      if (builder.ids.length > count) continue; // something came in between: once more
      this.#replace([builder], segment);
    }
    const worn = this.#finished.filter((segment) => this.#alive(segment) < SMALL || this.#alive(segment) < segment.size / 2);
    if (worn.length < 2 && !worn.some((segment) => this.#alive(segment) < segment.size)) return;
    yield* this.#merge(worn);
  }

  /** With pauses. */
  *serialise(): Steps<Uint8Array> {
    const segments = this.segments();
    const parts = [...this.#finished, ...this.#builders];
    const stamps = segments.map((segment, index) =>
      segment.parts.ids.map((id, document) => {
        return this.#livesIn(parts[index], id, document) ? this.stampOf(id) : undefined;
      }),
    );
    return yield* writeSegments(segments, stamps);
  }

  *#merge(segments: readonly TextSegment[]): Steps<void> {
    let builder = new SegmentBuilder();
    const done: TextSegment[] = [];
    for (const segment of segments) {
      for (const [document, id] of segment.parts.ids.entries()) {
        if (!this.#livesIn(segment, id, document)) continue;
        if (builder.textBytes >= MOST_BYTES) {
          this.#replace([], yield* builder.build());
          builder = new SegmentBuilder();
        }
        builder.add(id, segment.textOf(document));
        yield;
      }
      done.push(segment);
    }
    const merged = yield* builder.build();
    this.#replace(done, merged);
  }

  /** Whether this is the newest text of the post; an older one stays in its segment until that is put together anew. */
  #livesIn(part: Home['part'] | undefined, id: string, document: number): boolean {
    const home = this.#homes.get(id);
    return home !== undefined && home.part === part && home.document === document;
  }

  /** Posts of `segment` live there from now on, unless a newer text has come while it was made. */
  #replace(old: readonly (TextSegment | SegmentBuilder)[], segment: TextSegment): void {
    segment.parts.ids.forEach((id, document) => {
      const home = this.#homes.get(id);
      if (!home) return;
      const isCurrent = !(home.part instanceof SegmentBuilder) || (old.includes(home.part) && home.document === document);
      if (isCurrent) this.#homes.set(id, { part: segment, document, stamp: home.stamp });
    });
    this.#finished = [...this.#finished.filter((part) => !old.includes(part)), ...(segment.size > 0 ? [segment] : [])];
    this.#builders = this.#builders.filter((part) => !old.includes(part));
    this.#segments = undefined;
    this.#forgetPlaces();
  }

  #forgetPlaces(): void {
    this.#version++;
    this.#places = undefined;
  }

  #alive(segment: TextSegment): number {
    return segment.parts.ids.filter((id, document) => this.#livesIn(segment, id, document)).length;
  }

  *#locating(posts: ReadonlyMap<string, number>): Steps<Places> {
    const parts = [...this.#finished, ...this.#builders];
    const segmentOf = new Int16Array(posts.size).fill(-1);
    const documentOf = new Int32Array(posts.size).fill(-1);
    const byDocument: Int32Array[] = [];
    for (const [index, segment] of this.segments().entries()) {
      const postOf = new Int32Array(segment.size);
      byDocument.push(postOf);
      yield* eachInSteps(segment.parts.ids, (id, document) => {
        const post = this.#livesIn(parts[index], id, document) ? (posts.get(id) ?? -1) : -1;
        postOf[document] = post;
        if (post < 0) return;
        segmentOf[post] = index;
        documentOf[post] = document;
      });
    }
    return { segmentOf, documentOf, posts: byDocument };
  }
}

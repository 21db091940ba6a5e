/** Numbers of 32 bits to the order in which they were first seen: open addressing over two typed arrays. */
export class NumberTable {
  #slots: Int32Array;
  #mask: number;
  #keys: Int32Array;
  size = 0;

  constructor(capacity = 1 << 4) {
    this.#keys = new Int32Array(capacity);
    this.#slots = new Int32Array(capacity * 2).fill(-1);
    this.#mask = capacity * 2 - 1;
  }

  add(key: number): number {
    const slot = this.#slotOf(key);
    const known = this.#slots[slot] ?? -1;
    if (known >= 0) return known;
    if (this.size === this.#keys.length) {
      this.#grow();
      return this.add(key);
    }
    this.#slots[slot] = this.size;
    this.#keys[this.size] = key;
    return this.size++;
  }

  #slotOf(key: number): number {
    const slots = this.#slots;
    let slot = Math.imul(key ^ (key >>> 15), 0x2c1b3c6d) >>> 7;
    for (slot &= this.#mask; ; slot = (slot + 1) & this.#mask) {
      const index = slots[slot] ?? -1;
      if (index < 0 || this.#keys[index] === key) return slot;
    }
  }

  #grow(): void {
    const keys = new Int32Array(this.#keys.length * 2);
    keys.set(this.#keys);
    this.#keys = keys;
    this.#slots = new Int32Array(keys.length * 2).fill(-1);
    this.#mask = keys.length * 2 - 1;
    for (let index = 0; index < this.size; index++) this.#slots[this.#slotOf(keys[index] ?? 0)] = index;
  }
}

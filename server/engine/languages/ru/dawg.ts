/**
 * Reads the directed acyclic word graphs (double arrays in the dawgdic layout, in Windows-1251) in which the pymorphy
 * dictionary is kept, straight from the file's bytes: nothing is built, so loading costs no more than reading.
 */

import { readFileSync } from 'node:fs';

const hasLeaf = 1 << 8;
const wideOffset = 1 << 9;
const labelMask = 0x800000ff;
const valueMask = 0x7fffffff;
/** Stands between a word and its payload. */
const separator = 1;

/** A state of a graph, got from `root` by following letters; `missing` where no word goes on like that. */
const root = 0;
export const missing = -1;

export class WordGraph {
  readonly #units: Int32Array;
  readonly #guide: Uint8Array;

  constructor(file: URL) {
    const bytes = readFileSync(file);
    const length = bytes.readUInt32LE(0);
    // A view of 32-bit numbers has to start at a multiple of four, and a small file's buffer may not.
    const aligned = (bytes.byteOffset + 4) % 4 === 0 ? bytes : Buffer.from(new Uint8Array(bytes).buffer);
    this.#units = new Int32Array(aligned.buffer, aligned.byteOffset + 4, length);
    const guideLength = bytes.readUInt32LE(4 + length * 4);
    this.#guide = bytes.subarray(8 + length * 4, 8 + length * 4 + guideLength * 2);
  }

  /** The state after one byte. */
  follow(state: number, byte: number): number {
    const unit = this.#units[state]!;
    const next = (state ^ ((unit >>> 10) << ((unit & wideOffset) >>> 6)) ^ byte) >>> 0;
    return ((this.#units[next] ?? 0) & labelMask) === byte ? next : missing;
  }

  /** The state after `text`, a character at a time. */
  followText(state: number, text: string): number {
    for (let i = 0; i < text.length && state !== missing; i++) {
      const byte = windows1251(text.charCodeAt(i));
      state = byte < 0 ? missing : this.follow(state, byte);
    }
    return state;
  }

  /** The number kept for exactly `text`, or `missing`. */
  value(text: string): number {
    const state = this.followText(root, text);
    if (state === missing) return missing;
    const unit = this.#units[state]!;
    if (!(unit & hasLeaf)) return missing;
    const leaf = (state ^ ((unit >>> 10) << ((unit & wideOffset) >>> 6))) >>> 0;
    return this.#units[leaf]! & valueMask;
  }

  /**
   * Words of the graph that spell `text`, where a written е may also stand for ё.
   * @returns each spelling with the state after it and after the separator, where payloads begin.
   */
  spellings(text: string): { word: string; state: number }[] {
    const found: { word: string; state: number }[] = [];
    this.#spell(text, 0, root, found);
    return found;
  }

  /** Adds the spellings of a text from a character on, at which the graph is in a state. */
  #spell(text: string, from: number, state: number, found: { word: string; state: number }[]): void {
    for (let i = from; i < text.length; i++) {
      const code = text.charCodeAt(i);
      if (code === plainYe) {
        const dotted = this.follow(state, yoByte);
        const plain = this.follow(state, yeByte);
        if (plain !== missing) this.#spell(text, i + 1, plain, found);
        if (dotted !== missing) this.#spell(`${text.slice(0, i)}ё${text.slice(i + 1)}`, i + 1, dotted, found);
        return;
      }
      const byte = windows1251(code);
      state = byte < 0 ? missing : this.follow(state, byte);
      if (state === missing) return;
    }
    const end = this.follow(state, separator);
    if (end !== missing) found.push({ word: text, state: end });
  }

  /** Payloads under a state: lists of 14-bit numbers, of two bytes with seven bits each. */
  payloads(state: number): number[][] {
    const found: number[][] = [];
    const key: number[] = [];
    const visit = (at: number): void => {
      if (this.#units[at]! & hasLeaf) {
        const numbers: number[] = [];
        for (let i = 0; i + 1 < key.length; i += 2) numbers.push(((key[i]! ^ 1) << 6) + (key[i + 1]! >> 1));
        found.push(numbers);
      }
      let label = this.#guide[at * 2]!;
      while (label !== 0) {
        const child = this.follow(at, label);
        if (child === missing) return;
        key.push(label);
        visit(child);
        key.pop();
        label = this.#guide[child * 2 + 1]!;
      }
    };
    visit(state);
    return found;
  }
}

const plainYe = 'е'.charCodeAt(0);
const [yeByte, yoByte] = [0xe5, 0xb8];

/** The byte of a character of the dictionary, or -1 for one that it has not. */
function windows1251(code: number): number {
  if (code < 0x80) return code;
  if (code >= 0x410 && code <= 0x44f) return code - 0x410 + 0xc0;
  if (code === 0x451) return 0xb8;
  if (code === 0x401) return 0xa8;
  return -1;
}

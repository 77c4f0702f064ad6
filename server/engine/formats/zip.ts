import { Gunzip, Unzip, UnzipInflate } from 'fflate';
import { FormatError } from './error.ts';

/** Compressed files, read so that a bomb is noticed before it has gone off, whatever sizes it claims. */

/** The most that is unpacked of one file: a thousand pages of Word are some 10 MB, a dictionary of 400,000 entries 100. */
const largest = 160 * 1024 * 1024;
/** Word's XML shrinks twentyfold; what shrank more than this, and is no trifle, was made to harm. */
const highestRatio = 150;
const trifle = 1024 * 1024;

/** Bytes that are inflated at a time. */
const step = 1 << 14;

/** Gathers what is unpacked, and stops as soon as a limit is passed. */
function gatherer(file: string, part: string) {
  const chunks: Uint8Array[] = [];
  let size = 0;
  return {
    /** @param packed bytes of the archive that were read for it so far */
    take(chunk: Uint8Array, packed: number): void {
      size += chunk.length;
      if (size > largest || (size > trifle && size / Math.max(1, packed + step) > highestRatio)) {
        throw new FormatError('zipBomb', { file, part, limit: largest / 1024 / 1024 });
      }
      chunks.push(chunk);
    },
    whole(): Uint8Array {
      const part = new Uint8Array(size);
      let at = 0;
      for (const chunk of chunks) {
        part.set(chunk, at);
        at += chunk.length;
      }
      return part;
    },
  };
}

/**
 * The wanted entries of a zip archive, by name. Linear in what is unpacked.
 * @throws FormatError for a damaged archive and for a bomb
 */
export function readZip(bytes: Uint8Array, file: string, wanted: (name: string) => boolean): Map<string, Uint8Array> {
  const parts = new Map<string, Uint8Array>();
  const begun = new Set<string>();
  let fed = 0;
  const unzip = new Unzip((entry) => {
    if (!wanted(entry.name) || begun.has(entry.name)) return;
    begun.add(entry.name);
    const from = fed;
    const gathered = gatherer(file, entry.name);
    entry.ondata = (error, chunk, final) => {
      // What is thrown below comes back here.
      if (error instanceof FormatError) throw error;
      if (error) throw new FormatError('zip', { file, reason: error.message });
      gathered.take(chunk, fed - from);
      if (final) parts.set(entry.name, gathered.whole());
    };
    entry.start();
  });
  unzip.register(UnzipInflate);
  guard(file, () => {
    for (; fed < bytes.length; fed += step) unzip.push(bytes.subarray(fed, fed + step), fed + step >= bytes.length);
  });
  for (const name of begun) if (!parts.has(name)) throw new FormatError('zip', { file, reason: 'unexpected EOF' });
  return parts;
}

/**
 * A gzip file unpacked, dictzip's (gzip with places to begin at) among them; what is no gzip comes back as it is.
 * @throws FormatError
 */
export function gunzip(bytes: Uint8Array, file: string): Uint8Array {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes;
  const gathered = gatherer(file, file);
  let fed = 0;
  let whole = false;
  const stream = new Gunzip((chunk, final) => {
    gathered.take(chunk, fed);
    whole ||= final;
  });
  guard(file, () => {
    for (; fed < bytes.length; fed += step) stream.push(bytes.subarray(fed, fed + step), fed + step >= bytes.length);
  });
  if (!whole) throw new FormatError('zip', { file, reason: 'unexpected EOF' });
  return gathered.whole();
}

function guard(file: string, run: () => void): void {
  try {
    run();
  } catch (error) {
    if (error instanceof FormatError) throw error;
    throw new FormatError('zip', { file, reason: error instanceof Error ? error.message : String(error) });
  }
}

/**
 * The container of the data block: base64 of a gzipped file of a JSON header and buffers of numbers.
 *
 * The first four bytes are the header's length; header and buffers end at a multiple of eight bytes. Integers of several
 * bytes are split into planes: the lowest bytes of all numbers first.
 */

export type Numbers =
  | Uint8Array
  | Uint16Array
  | Uint32Array
  | Int8Array
  | Int16Array
  | Int32Array
  | Float64Array;

const TYPES = {
  u1: Uint8Array,
  u2: Uint16Array,
  u4: Uint32Array,
  i1: Int8Array,
  i2: Int16Array,
  i4: Int32Array,
  f8: Float64Array,
} as const;
const ALIGNED = 8;

/** What a container holds. */
export interface Container {
  readonly header: Record<string, unknown>;
  readonly buffers: readonly Numbers[];
}

/** Decode base64 and unpack the gzipped file in it. */
export async function unzip(base64: string): Promise<ArrayBuffer> {
  const stream = new Blob([bytesOf(base64.trim())])
    .stream()
    .pipeThrough(new DecompressionStream("gzip"));
  return new Response(stream).arrayBuffer();
}

/** Newer browsers decode base64 themselves. */
function bytesOf(base64: string): Uint8Array<ArrayBuffer> {
  const { fromBase64 } = Uint8Array as unknown as {
    fromBase64?: (text: string) => Uint8Array<ArrayBuffer>;
  };
  if (fromBase64) return fromBase64.call(Uint8Array, base64);
  const letters = atob(base64);
  const bytes = new Uint8Array(letters.length);
  for (let k = 0; k < letters.length; k++) bytes[k] = letters.charCodeAt(k);
  return bytes;
}

/** Read the header and lay the buffers over the file. */
export function readContainer(file: ArrayBuffer): Container {
  let at = 4 + new DataView(file).getUint32(0, true);
  const { buffers: entries, ...header } = JSON.parse(
    new TextDecoder().decode(new Uint8Array(file, 4, at - 4)),
  );
  const buffers = (entries as [keyof typeof TYPES, number][]).map(([type, count]) => {
    const size = count * TYPES[type].BYTES_PER_ELEMENT;
    const buffer = join(file, at, type, count);
    at += Math.ceil(size / ALIGNED) * ALIGNED;
    return buffer;
  });
  return { header, buffers };
}

/** Join the bytes of each number; single bytes and floating-point numbers are not split. */
function join(file: ArrayBuffer, at: number, type: keyof typeof TYPES, count: number): Numbers {
  const Type = TYPES[type];
  const size = Type.BYTES_PER_ELEMENT;
  if (size === 1 || type === "f8") return new Type(file, at, count);
  const planes = new Uint8Array(file, at, count * size);
  const numbers = new Type(count);
  for (let plane = 0; plane < size; plane++) {
    const [offset, shift] = [plane * count, plane * 8];
    for (let k = 0; k < count; k++)
      numbers[k] = (numbers[k] ?? 0) | ((planes[offset + k] ?? 0) << shift);
  }
  return numbers;
}

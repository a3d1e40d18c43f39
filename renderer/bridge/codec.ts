import { Decoder, Encoder, ExtensionCodec } from '@msgpack/msgpack';

/** Number of our extension type for a Float64Array; both ends of the socket share this file. */
const FLOAT64_COLUMN = 1;

const extensions = new ExtensionCodec();
extensions.register({
  type: FLOAT64_COLUMN,
  // Little-endian as it lies in memory: every PC this program runs on is, and both ends are the same PC.
  encode: (value) =>
    value instanceof Float64Array ? new Uint8Array(value.buffer, value.byteOffset, value.byteLength) : null,
  // The bytes lie anywhere in the message, but a Float64Array must begin on a multiple of eight: hence the copy.
  decode: (bytes) => new Float64Array(bytes.slice().buffer),
});

/** Returns the bytes of one wire message. Throws for what cannot be carried, such as a function. */
export function encodeMessage(message: unknown): Uint8Array<ArrayBuffer> {
  // An optional field that is undefined is an absent one; as nil it would be refused by the contract.
  return new Encoder({ extensionCodec: extensions, ignoreUndefined: true }).encode(message);
}

/** Reads what `encodeMessage` wrote. Throws for bytes that are no message. */
export function decodeMessage(bytes: ArrayBuffer | Uint8Array): unknown {
  return new Decoder({ extensionCodec: extensions }).decode(bytes);
}

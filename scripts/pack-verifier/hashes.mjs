// SHA-256, SHA-512 and the check of Ed25519 signatures in plain JavaScript: for browsers whose own functions lack one of them.

function primes(count) {
  const found = [];
  for (let n = 2; found.length < count; n += 1) if (found.every((p) => n % p !== 0)) found.push(n);
  return found;
}

/** The integer root of a big number, by Newton's method. */
function rootOf(value, degree) {
  const n = BigInt(degree);
  let guess = 1n << BigInt(Math.ceil(value.toString(2).length / degree) + 1);
  for (;;) {
    const next = ((n - 1n) * guess + value / guess ** (n - 1n)) / n;
    if (next >= guess) return guess;
    guess = next;
  }
}

/** The first bits behind the point of the roots of the first primes: where both functions take their constants from. */
function fractions(count, degree, bits) {
  const mask = (1n << BigInt(bits)) - 1n;
  return primes(count).map((p) => rootOf(BigInt(p) << BigInt(bits * degree), degree) & mask);
}

const K256 = Uint32Array.from(fractions(64, 3, 32), Number);
const H256 = fractions(8, 2, 32).map(Number);

/** SHA-256 of what is given bit by bit. */
export function sha256Hasher() {
  const state = Uint32Array.from(H256);
  const words = new Uint32Array(64);
  const block = new Uint8Array(64);
  let filled = 0;
  let total = 0;
  const turn = (value, by) => (value >>> by) | (value << (32 - by));
  const compress = () => {
    for (let at = 0; at < 16; at += 1) {
      words[at] =
        (block[at * 4] << 24) | (block[at * 4 + 1] << 16) | (block[at * 4 + 2] << 8) | block[at * 4 + 3];
    }
    for (let at = 16; at < 64; at += 1) {
      const [x, y] = [words[at - 15], words[at - 2]];
      const low = turn(x, 7) ^ turn(x, 18) ^ (x >>> 3);
      const high = turn(y, 17) ^ turn(y, 19) ^ (y >>> 10);
      words[at] = words[at - 16] + low + words[at - 7] + high;
    }
    let [a, b, c, d, e, f, g, h] = state;
    for (let at = 0; at < 64; at += 1) {
      const one =
        (h + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + ((e & f) ^ (~e & g)) + K256[at] + words[at]) | 0;
      const two = ((turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0;
      [h, g, f, e, d, c, b, a] = [g, f, e, (d + one) | 0, c, b, a, (one + two) | 0];
    }
    [a, b, c, d, e, f, g, h].forEach((value, at) => {
      state[at] += value;
    });
  };
  const update = (bytes) => {
    for (let at = 0; at < bytes.length; at += 1) {
      block[filled] = bytes[at];
      filled += 1;
      if (filled === 64) {
        compress();
        filled = 0;
      }
    }
    total += bytes.length;
  };
  return {
    update,
    hex() {
      const bits = total * 8;
      update(Uint8Array.of(128));
      while (filled !== 56) update(Uint8Array.of(0));
      const length = new Uint8Array(8);
      new DataView(length.buffer).setBigUint64(0, BigInt(bits));
      update(length);
      return Array.from(state, (word) => word.toString(16).padStart(8, "0")).join("");
    },
  };
}

const MASK = (1n << 64n) - 1n;
const K512 = fractions(80, 3, 64);
const H512 = fractions(8, 2, 64);

/** SHA-512 of the bytes. */
export function sha512(bytes) {
  const padded = new Uint8Array(Math.ceil((bytes.length + 17) / 128) * 128);
  padded.set(bytes);
  padded[bytes.length] = 128;
  const view = new DataView(padded.buffer);
  view.setBigUint64(padded.length - 8, BigInt(bytes.length) * 8n);
  const turn = (value, by) => ((value >> by) | (value << (64n - by))) & MASK;
  const state = [...H512];
  for (let start = 0; start < padded.length; start += 128) {
    const words = Array.from({ length: 16 }, (_, at) => view.getBigUint64(start + at * 8));
    for (let at = 16; at < 80; at += 1) {
      const [x, y] = [words[at - 15], words[at - 2]];
      const low = turn(x, 1n) ^ turn(x, 8n) ^ (x >> 7n);
      const high = turn(y, 19n) ^ turn(y, 61n) ^ (y >> 6n);
      words.push((words[at - 16] + low + words[at - 7] + high) & MASK);
    }
    let [a, b, c, d, e, f, g, h] = state;
    for (let at = 0; at < 80; at += 1) {
      const one =
        h + (turn(e, 14n) ^ turn(e, 18n) ^ turn(e, 41n)) + ((e & f) ^ (~e & MASK & g)) + K512[at] + words[at];
      const two = (turn(a, 28n) ^ turn(a, 34n) ^ turn(a, 39n)) + ((a & b) ^ (a & c) ^ (b & c));
      [h, g, f, e, d, c, b, a] = [g, f, e, (d + one) & MASK, c, b, a, (one + two) & MASK];
    }
    [a, b, c, d, e, f, g, h].forEach((value, at) => {
      state[at] = (state[at] + value) & MASK;
    });
  }
  const out = new Uint8Array(64);
  state.forEach((word, at) => {
    new DataView(out.buffer).setBigUint64(at * 8, word);
  });
  return out;
}

const P = 2n ** 255n - 19n;
const ORDER = 2n ** 252n + 27742317777372353535851937790883648493n;
const mod = (value, by = P) => ((value % by) + by) % by;

function power(base, exponent) {
  let [result, factor, rest] = [1n, mod(base), exponent];
  for (; rest > 0n; rest >>= 1n) {
    if (rest & 1n) result = (result * factor) % P;
    factor = (factor * factor) % P;
  }
  return result;
}

const invert = (value) => power(value, P - 2n);
const D = mod(-121665n * invert(121666n));
const SQRT_MINUS_1 = power(2n, (P - 1n) / 4n);

function littleEndian(bytes) {
  return bytes.reduceRight((sum, byte) => (sum << 8n) | BigInt(byte), 0n);
}

/** A point from its 32 bytes as [x, y, z, t]; null when there is none. */
function pointOf(bytes) {
  const number = littleEndian(bytes);
  const sign = number >> 255n;
  const y = number & ((1n << 255n) - 1n);
  if (y >= P) return null;
  const square = mod((y * y - 1n) * invert(mod(D * y * y + 1n)));
  let x = power(square, (P + 3n) / 8n);
  if (mod(x * x - square) !== 0n) x = mod(x * SQRT_MINUS_1);
  if (mod(x * x - square) !== 0n || (x === 0n && sign === 1n)) return null;
  if ((x & 1n) !== sign) x = P - x;
  return [x, y, 1n, mod(x * y)];
}

function add([x1, y1, z1, t1], [x2, y2, z2, t2]) {
  const a = mod((y1 - x1) * (y2 - x2));
  const b = mod((y1 + x1) * (y2 + x2));
  const c = mod(2n * D * t1 * t2);
  const d = mod(2n * z1 * z2);
  const [e, f, g, h] = [b - a, d - c, d + c, b + a];
  return [mod(e * f), mod(g * h), mod(f * g), mod(e * h)];
}

function times(point, factor) {
  let [result, base, rest] = [[0n, 1n, 1n, 0n], point, factor];
  for (; rest > 0n; rest >>= 1n) {
    if (rest & 1n) result = add(result, base);
    base = add(base, base);
  }
  return result;
}

const isSame = ([x1, y1, z1], [x2, y2, z2]) => mod(x1 * z2 - x2 * z1) === 0n && mod(y1 * z2 - y2 * z1) === 0n;

/** Whether the raw public key made the signature (RFC 8032, 5.1.7). */
export function verifyEd25519(key, message, signature) {
  if (key.length !== 32 || signature.length !== 64) return false;
  const base = pointOf(Uint8Array.of(0x58, ...new Uint8Array(31).fill(0x66)));
  const [a, r] = [pointOf(key), pointOf(signature.subarray(0, 32))];
  const s = littleEndian(signature.subarray(32));
  if (a === null || r === null || s >= ORDER) return false;
  const hashed = new Uint8Array(64 + message.length);
  hashed.set(signature.subarray(0, 32));
  hashed.set(key, 32);
  hashed.set(message, 64);
  const h = littleEndian(sha512(hashed)) % ORDER;
  return isSame(times(base, s), add(r, times(a, h)));
}

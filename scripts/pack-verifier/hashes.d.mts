export function sha256Hasher(): { readonly update: (bytes: Uint8Array) => void; readonly hex: () => string };
export function sha512(bytes: Uint8Array): Uint8Array;
export function verifyEd25519(key: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean;

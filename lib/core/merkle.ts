// The Merkle tree of RFC 6962 over a log: its root, and proofs that an entry or an earlier tree is part of it.
import { joined, sameBytes } from "@/lib/core/tlog-bytes";

export type Sha256 = (bytes: Uint8Array) => Uint8Array;

const LEAF = Uint8Array.of(0);
const NODE = Uint8Array.of(1);

/** The hash of an entry's bytes as a leaf. */
export function leafHash(data: Uint8Array, sha256: Sha256): Uint8Array {
  return sha256(joined(LEAF, data));
}

function nodeHash(left: Uint8Array, right: Uint8Array, sha256: Sha256): Uint8Array {
  return sha256(joined(NODE, left, right));
}

/** All hashes of a tree by level: leaves first, then each pair, an odd one at the end taken up as it is. */
export type MerkleTree = readonly (readonly Uint8Array[])[];

/** The tree over leaf hashes in the order of the log; about twice the memory of the leaves. */
export function merkleTree(leaves: readonly Uint8Array[], sha256: Sha256): MerkleTree {
  const levels: (readonly Uint8Array[])[] = [leaves];
  for (let level = leaves; level.length > 1; ) {
    const next: Uint8Array[] = [];
    for (let at = 0; at < level.length; at += 2) {
      const left = level[at] as Uint8Array;
      const right = level[at + 1];
      next.push(right === undefined ? left : nodeHash(left, right, sha256));
    }
    levels.push(next);
    level = next;
  }
  return levels;
}

/** The root; that of the empty tree is the hash of nothing. */
export function merkleRoot(tree: MerkleTree, sha256: Sha256): Uint8Array {
  return tree.at(-1)?.[0] ?? sha256(new Uint8Array());
}

/** The complete subtrees of a log that grows, largest first: enough for its root, and few. */
export type MerkleFrontier = { readonly size: number; readonly peaks: readonly Uint8Array[] };

export const EMPTY_FRONTIER: MerkleFrontier = { size: 0, peaks: [] };

/** The frontier after one more leaf hash. */
export function pushLeaf(frontier: MerkleFrontier, leaf: Uint8Array, sha256: Sha256): MerkleFrontier {
  const peaks = [...frontier.peaks];
  let hash = leaf;
  for (let size = frontier.size; size % 2 === 1; size = (size - 1) / 2) {
    const left = peaks.pop();
    if (left !== undefined) hash = nodeHash(left, hash, sha256);
  }
  peaks.push(hash);
  return { size: frontier.size + 1, peaks };
}

/** The root of the log so far. */
export function frontierRoot({ peaks }: MerkleFrontier, sha256: Sha256): Uint8Array {
  const last = peaks.at(-1);
  if (last === undefined) return sha256(new Uint8Array());
  return peaks.slice(0, -1).reduceRight((right, left) => nodeHash(left, right, sha256), last);
}

/** The hashes beside the way from leaf number `index` (from 0) to the root, from below. @throws RangeError (no such leaf) */
export function inclusionProof(tree: MerkleTree, index: number): readonly Uint8Array[] {
  if (!Number.isInteger(index) || index < 0 || index >= (tree[0]?.length ?? 0)) {
    throw new RangeError(`The tree has no leaf ${index}.`);
  }
  const proof: Uint8Array[] = [];
  let at = index;
  for (const level of tree.slice(0, -1)) {
    const beside = level[at % 2 === 0 ? at + 1 : at - 1];
    if (beside !== undefined) proof.push(beside);
    at = Math.floor(at / 2);
  }
  return proof;
}

export type Inclusion = {
  readonly leaf: Uint8Array;
  /** From 0. */
  readonly index: number;
  readonly size: number;
  readonly proof: readonly Uint8Array[];
  readonly root: Uint8Array;
};

const half = (n: number) => Math.floor(n / 2);

function isPlace(index: number, size: number): boolean {
  return Number.isSafeInteger(index) && Number.isSafeInteger(size) && index >= 0 && index < size;
}

/** Where a proof walks: the node, and the last node of its level. */
type Walk = { readonly at: number; readonly last: number };

const up = ({ at, last }: Walk): Walk => ({ at: half(at), last: half(last) });

/** Up past the levels on which the node has nobody beside it. */
function risen(start: Walk, isAlone: (at: number) => boolean): Walk {
  let walk = start;
  while (isAlone(walk.at)) walk = up(walk);
  return walk;
}

/** Whether the proof leads from the leaf at its place to the root of a tree of that size (RFC 9162, 2.1.3.2). */
export function verifyInclusion(given: Inclusion, sha256: Sha256): boolean {
  if (!isPlace(given.index, given.size)) return false;
  let walk: Walk = { at: given.index, last: given.size - 1 };
  let hash = given.leaf;
  for (const beside of given.proof) {
    if (walk.last === 0) return false;
    if (walk.at % 2 === 1 || walk.at === walk.last) {
      hash = nodeHash(beside, hash, sha256);
      walk = risen(walk, (at) => at % 2 === 0 && at !== 0);
    } else {
      hash = nodeHash(hash, beside, sha256);
    }
    walk = up(walk);
  }
  return walk.last === 0 && sameBytes(hash, given.root);
}

/** The hash over the leaves from `from` up to `to`, which are a subtree of the tree. */
function subtree(tree: MerkleTree, from: number, to: number): Uint8Array {
  const level = Math.ceil(Math.log2(to - from));
  const hash = tree[level]?.[from / 2 ** level];
  if (hash === undefined) throw new RangeError(`Leaves ${from} to ${to} are no subtree.`);
  return hash;
}

/** The hashes that lead from the tree's first `first` leaves to the whole. @throws RangeError (more than there are, or none) */
export function consistencyProof(tree: MerkleTree, first: number): readonly Uint8Array[] {
  const size = tree[0]?.length ?? 0;
  if (!Number.isInteger(first) || first < 1 || first > size) {
    throw new RangeError(`The tree had no size ${first}.`);
  }
  const proof: Uint8Array[] = [];
  let from = 0;
  let to = size;
  let known = true;
  while (first !== to) {
    const split = from + 2 ** (Math.ceil(Math.log2(to - from)) - 1);
    if (first <= split) {
      proof.unshift(subtree(tree, split, to));
      to = split;
    } else {
      proof.unshift(subtree(tree, from, split));
      from = split;
      known = false;
    }
  }
  return known ? proof : [subtree(tree, from, to), ...proof];
}

export type Consistency = {
  readonly first: number;
  readonly second: number;
  readonly firstRoot: Uint8Array;
  readonly secondRoot: Uint8Array;
  readonly proof: readonly Uint8Array[];
};

/** Whether the proof shows that the second tree begins with the whole first one (RFC 9162, 2.1.4.2). */
export function verifyConsistency(given: Consistency, sha256: Sha256): boolean {
  const { first, second, firstRoot, secondRoot } = given;
  if (!isPlace(first - 1, second)) return false;
  if (first === second) return given.proof.length === 0 && sameBytes(firstRoot, secondRoot);
  const isComplete = Number.isInteger(Math.log2(first));
  const [start, ...path] = isComplete ? [firstRoot, ...given.proof] : given.proof;
  if (start === undefined) return false;
  let walk = risen({ at: first - 1, last: second - 1 }, (at) => at % 2 === 1);
  let older = start;
  let newer = start;
  for (const beside of path) {
    if (walk.last === 0) return false;
    if (walk.at % 2 === 1 || walk.at === walk.last) {
      older = nodeHash(beside, older, sha256);
      newer = nodeHash(beside, newer, sha256);
      walk = risen(walk, (at) => at % 2 === 0 && at !== 0);
    } else {
      newer = nodeHash(newer, beside, sha256);
    }
    walk = up(walk);
  }
  return walk.last === 0 && sameBytes(older, firstRoot) && sameBytes(newer, secondRoot);
}

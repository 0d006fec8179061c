import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  consistencyProof,
  EMPTY_FRONTIER,
  frontierRoot,
  inclusionProof,
  leafHash,
  merkleRoot,
  merkleTree,
  pushLeaf,
  verifyConsistency,
  verifyInclusion,
} from "@/lib/core/merkle";
import { fromHex, joined, toHex, utf8 } from "@/lib/core/tlog-bytes";

const sha256 = (bytes: Uint8Array) => new Uint8Array(createHash("sha256").update(bytes).digest());
const leavesOf = (size: number) =>
  Array.from({ length: size }, (_, at) => leafHash(utf8(`entry ${at}`), sha256));

/** The definition of RFC 6962, 2.1, word by word. */
function oracle(leaves: readonly Uint8Array[]): Uint8Array {
  const [only] = leaves;
  if (only === undefined) return sha256(new Uint8Array());
  if (leaves.length === 1) return only;
  let split = 1;
  while (split * 2 < leaves.length) split *= 2;
  return sha256(joined(Uint8Array.of(1), oracle(leaves.slice(0, split)), oracle(leaves.slice(split))));
}

const SIZES = Array.from({ length: 64 }, (_, at) => at + 1);

describe("the tree", () => {
  test("has the roots of the vectors that logs publish", () => {
    // The reference inputs of Certificate Transparency.
    const inputs = [
      "",
      "00",
      "10",
      "2021",
      "3031",
      "40414243",
      "5051525354555657",
      "606162636465666768696a6b6c6d6e6f",
    ];
    const leaves = inputs.map((text) => leafHash(fromHex(text) ?? new Uint8Array(), sha256));
    const rootAt = (size: number) => toHex(merkleRoot(merkleTree(leaves.slice(0, size), sha256), sha256));
    expect(rootAt(0)).toBe("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    expect(rootAt(1)).toBe("6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d");
    expect(rootAt(2)).toBe("fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125");
    expect(rootAt(3)).toBe("aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77");
    expect(rootAt(7)).toBe("ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c");
    expect(rootAt(8)).toBe("5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328");
  });

  test.each([0, ...SIZES])(
    "of %i leaves is that of the definition, built at once or leaf by leaf",
    (size) => {
      const leaves = leavesOf(size);
      const expected = toHex(oracle(leaves));
      expect(toHex(merkleRoot(merkleTree(leaves, sha256), sha256))).toBe(expected);
      const grown = leaves.reduce((frontier, leaf) => pushLeaf(frontier, leaf, sha256), EMPTY_FRONTIER);
      expect(grown.size).toBe(size);
      expect(toHex(frontierRoot(grown, sha256))).toBe(expected);
    },
  );
});

describe("a proof that an entry is in the log", () => {
  test.each(SIZES)("holds for every leaf of %i, and for that leaf at that place only", (size) => {
    const leaves = leavesOf(size);
    const tree = merkleTree(leaves, sha256);
    const root = merkleRoot(tree, sha256);
    for (const [index, leaf] of leaves.entries()) {
      const proof = inclusionProof(tree, index);
      expect(verifyInclusion({ leaf, index, size, proof, root }, sha256)).toBe(true);
      expect(verifyInclusion({ leaf, index: (index + 1) % (size + 1), size, proof, root }, sha256)).toBe(
        false,
      );
      expect(verifyInclusion({ leaf, index, size, proof: [...proof, root], root }, sha256)).toBe(false);
      if (proof.length > 0) {
        expect(verifyInclusion({ leaf, index, size, proof: proof.slice(1), root }, sha256)).toBe(false);
      }
    }
    expect(() => inclusionProof(tree, size)).toThrow(RangeError);
    expect(() => inclusionProof(tree, -1)).toThrow(RangeError);
  });

  test("fails when any bit of it, of the leaf or of the root is another", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 64 }),
        fc.nat(),
        fc.nat(),
        fc.nat(255),
        (size, which, place, bit) => {
          const leaves = leavesOf(size);
          const tree = merkleTree(leaves, sha256);
          const index = which % size;
          const parts = [
            leaves[index] as Uint8Array,
            merkleRoot(tree, sha256),
            ...inclusionProof(tree, index),
          ];
          const spoiled = parts.map((part) => Uint8Array.from(part));
          const target = spoiled[place % spoiled.length] as Uint8Array;
          target[bit >> 3] = (target[bit >> 3] ?? 0) ^ (1 << (bit & 7));
          const [leaf, root, ...proof] = spoiled as [Uint8Array, Uint8Array, ...Uint8Array[]];
          expect(verifyInclusion({ leaf, index, size, proof, root }, sha256)).toBe(false);
        },
      ),
      { numRuns: 400 },
    );
  });
});

describe("a proof that the log only grew", () => {
  test.each(SIZES)("holds from every earlier size to %i", (second) => {
    const leaves = leavesOf(second);
    const tree = merkleTree(leaves, sha256);
    const secondRoot = merkleRoot(tree, sha256);
    for (let first = 1; first <= second; first += 1) {
      const firstRoot = oracle(leaves.slice(0, first));
      const proof = consistencyProof(tree, first);
      expect(verifyConsistency({ first, second, firstRoot, secondRoot, proof }, sha256)).toBe(true);
      const forged = sha256(firstRoot);
      expect(verifyConsistency({ first, second, firstRoot: forged, secondRoot, proof }, sha256)).toBe(false);
      if (proof.length > 0) {
        const other = [...proof.slice(0, -1), forged];
        expect(verifyConsistency({ first, second, firstRoot, secondRoot, proof: other }, sha256)).toBe(false);
        expect(
          verifyConsistency({ first, second, firstRoot, secondRoot, proof: proof.slice(1) }, sha256),
        ).toBe(false);
      }
    }
    expect(() => consistencyProof(tree, 0)).toThrow(RangeError);
    expect(() => consistencyProof(tree, second + 1)).toThrow(RangeError);
  });
});

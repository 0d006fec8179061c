// A virus scanner that speaks clamd's INSTREAM and knows one virus: the EICAR test string.

import type { AddressInfo } from "node:net";
import { createServer, type Server, type Socket } from "node:net";

/** Put together at run time, so that no scanner on a developer's machine takes this file for the virus. */
export const EICAR = ["X5O!P%@AP[4\\PZX54(P^)7CC)7}", "$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"].join("");

export type ClamdServer = {
  readonly port: number;
  /** Bytes of every file that was sent whole. */
  readonly scanned: number[];
  /** `silent` never answers, `broken` closes in the middle, `odd` answers nonsense. */
  mode: "right" | "silent" | "broken" | "odd";
  readonly stop: () => Promise<void>;
};

type Reader = { take: (length: number) => Promise<Buffer | null> };

/** Reads exact lengths from a socket; null at its end. */
function readerOf(socket: Socket): Reader {
  let held = Buffer.alloc(0);
  const pieces = socket[Symbol.asyncIterator]();
  return {
    take: async (length) => {
      while (held.length < length) {
        const { done, value } = await pieces.next();
        if (done === true) return null;
        held = Buffer.concat([held, value]);
      }
      const taken = held.subarray(0, length);
      held = held.subarray(length);
      return taken;
    },
  };
}

async function streamed(reader: Reader, limit: number): Promise<Buffer | "too large" | null> {
  const chunks: Buffer[] = [];
  let size = 0;
  for (;;) {
    const length = (await reader.take(4))?.readUInt32BE(0);
    if (length === undefined) return null;
    if (length === 0) return Buffer.concat(chunks);
    size += length;
    if (size > limit) return "too large";
    const chunk = await reader.take(length);
    if (chunk === null) return null;
    chunks.push(chunk);
  }
}

/** Starts the scanner on a loopback port, or on the path of a socket. It takes files up to `limit` bytes. */
export async function startClamd(
  given: { readonly limit?: number; readonly path?: string } = {},
): Promise<ClamdServer> {
  const sockets = new Set<Socket>();
  const answer = async (socket: Socket) => {
    const reader = readerOf(socket);
    const command = await reader.take("zINSTREAM\0".length);
    if (state.mode === "silent") return;
    if (state.mode === "broken") return void socket.destroy();
    if (command?.toString("latin1") !== "zINSTREAM\0") return void socket.end("UNKNOWN COMMAND\0");
    const body = await streamed(reader, given.limit ?? 1_000_000);
    if (body === null) return void socket.destroy();
    if (body === "too large") return void socket.end("INSTREAM size limit exceeded. ERROR\0");
    state.scanned.push(body.length);
    if (state.mode === "odd") return void socket.end("stream: gone fishing\0");
    socket.end(body.includes(EICAR) ? "stream: Eicar-Test-Signature FOUND\0" : "stream: OK\0");
  };
  const server: Server = createServer((socket) => {
    sockets.add(socket);
    socket.on("error", () => undefined);
    answer(socket).catch(() => socket.destroy());
  });
  await new Promise<void>((resolve) => {
    if (given.path === undefined) server.listen(0, "127.0.0.1", resolve);
    else server.listen(given.path, resolve);
  });
  const state: ClamdServer = {
    port: given.path === undefined ? (server.address() as AddressInfo).port : 0,
    scanned: [],
    mode: "right",
    stop: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => {
        server.close(resolve);
      });
    },
  };
  return state;
}

import "server-only";
import { createConnection, type Socket } from "node:net";
import type { Scanner } from "@/lib/platform/env";

export type ScanAnswer = { readonly state: "clean" | "infected" | "failed"; readonly note: string };

const SILENCE_MS = 60_000;
const PIECE_BYTES = 64 * 1024;
const REPLY_BYTES = 4_096;

function connect(scanner: Scanner, silenceMs: number): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = createConnection(scanner);
    socket.setTimeout(silenceMs, () => socket.destroy(new Error("timeout")));
    socket.once("connect", () => resolve(socket));
    socket.once("error", reject);
  });
}

/** Everything that the scanner says until it ends its reply or the connection. */
function replyOf(socket: Socket): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = "";
    socket.on("data", (chunk) => {
      text += chunk.toString("latin1");
      if (text.includes("\0") || text.length > REPLY_BYTES) resolve(text);
    });
    socket.once("error", (error) => (text === "" ? reject(error) : resolve(text)));
    socket.once("close", () => resolve(text));
  });
}

function written(socket: Socket, bytes: Uint8Array): Promise<void> {
  return new Promise((resolve, reject) => {
    socket.write(bytes, (error) => (error ? reject(error) : resolve()));
  });
}

function framed(bytes: Uint8Array): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes.length);
  return Buffer.concat([length, bytes]);
}

async function send(socket: Socket, source: AsyncIterable<Uint8Array>): Promise<void> {
  await written(socket, Buffer.from("zINSTREAM\0"));
  for await (const chunk of source) {
    for (let at = 0; at < chunk.length; at += PIECE_BYTES) {
      await written(socket, framed(chunk.subarray(at, at + PIECE_BYTES)));
    }
  }
  await written(socket, Buffer.alloc(4));
}

function readReply(text: string): ScanAnswer {
  const reply = text.replace(/\0[\s\S]*$/, "").trim();
  if (/^stream: OK$/.test(reply)) return { state: "clean", note: "" };
  const found = /^stream: (.+) FOUND$/.exec(reply)?.[1];
  if (found !== undefined) return { state: "infected", note: found.slice(0, 200) };
  if (/size limit exceeded/i.test(reply)) {
    return { state: "failed", note: "The file is larger than the scanner takes (StreamMaxLength)." };
  }
  const said = reply.replace(/[^\x20-\x7e]/g, "").slice(0, 120);
  return {
    state: "failed",
    note: said === "" ? "The scanner closed the connection." : `The scanner said: ${said}`,
  };
}

/**
 * What clamd says of the bytes, by its INSTREAM command. Never throws because of the scanner: a scanner that does not
 * answer is the state `failed`. Errors of the source are thrown.
 */
export async function scanStream(
  scanner: Scanner,
  source: AsyncIterable<Uint8Array>,
  silenceMs = SILENCE_MS,
): Promise<ScanAnswer> {
  let socket: Socket;
  try {
    socket = await connect(scanner, silenceMs);
  } catch {
    return { state: "failed", note: "The scanner does not answer." };
  }
  const reply = replyOf(socket).then(readReply, () => null);
  let broken: unknown = null;
  const sent = send(socket, source).catch((error: unknown) => {
    broken = error;
  });
  try {
    // A scanner that has enough answers before it has heard everything.
    await Promise.race([sent, reply]);
    if (broken !== null && !socket.destroyed && socket.writable) throw broken;
    return (await reply) ?? { state: "failed", note: "The scanner did not finish in time." };
  } finally {
    socket.destroy();
    await sent;
  }
}

// Loaded before the web process: rate limits and the session list count by the address the connection came from.
// A caller can write any X-Forwarded-For; it is believed only when the operator says that a proxy of theirs writes it.
import { subscribe } from "node:diagnostics_channel";

const trusted = process.env.TRUST_PROXY === "1";

subscribe("http.server.request.start", ({ request, socket }) => {
  const claimed = request.headers["x-forwarded-for"];
  request.headers["x-forwarded-for"] = trusted && claimed ? claimed : (socket.remoteAddress ?? "");
});

// Which network an address belongs to, for counting attempts.

/** The IPv4 address itself, or the first 64 bits of an IPv6 address; `unknown` for everything else. */
export function networkOf(ip: string | null): string {
  const text =
    ip
      ?.trim()
      .toLowerCase()
      .replace(/^::ffff:(?=\d+\.)/, "") ?? "";
  if (/^\d{1,3}(\.\d{1,3}){3}$/.test(text)) return text;
  if (!/^[0-9a-f:]{2,39}$/.test(text) || !text.includes(":")) return "unknown";
  const [left = "", right = ""] = text.split("::");
  const head = left === "" ? [] : left.split(":");
  const tail = right === "" ? [] : right.split(":");
  const zeros = text.includes("::")
    ? Array<string>(Math.max(0, 8 - head.length - tail.length)).fill("0")
    : [];
  const groups = [...head, ...zeros, ...tail].slice(0, 4).map((group) => group.replace(/^0+(?=.)/, ""));
  return `${groups.join(":")}::/64`;
}
